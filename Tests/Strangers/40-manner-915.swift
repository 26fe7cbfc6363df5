import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<data["x"].shape[0])
    var i = order.count
    for _ in 1...data.steps {
      if i + data.batchSize > order.count {
        order.shuffle(using: &generator)
        i = 0
      }
      batches = Array(order[i..<i + data.batchSize])
      i += data.batchSize
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      gradients = 0 * weights
      // layer 2
      let dz2 = (y - t) / data.batchSize
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      weights["W2"] -= learningRate * gradients["W2"]
      weights["b2"] -= learningRate * gradients["b2"]
      // layer 1
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights["W1"] -= learningRate * gradients["W1"]
      weights["b1"] -= learningRate * gradients["b1"]
      report(self, weights)
    }
  }
}
