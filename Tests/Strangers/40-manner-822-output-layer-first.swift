import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<x.shape[0])
    var start = order.count
    for _ in 1...data.steps {
      if start + data.batchSize > order.count {
        order.shuffle(using: &generator)
        start = 0
      }
      batches = Array(order[start..<start + data.batchSize])
      start += data.batchSize
      let xb = x[rows: batches]
      let tb = target[rows: batches]

      // forward
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * tb + log1p(exp(-abs(z2)))).mean()

      // output layer
      gradients = .zeros(like: weights)
      let dz2 = (y - tb) / batches.count
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      weights["W2"] -= learningRate * gradients["W2"]
      weights["b2"] -= learningRate * gradients["b2"]

      // hidden layer
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients["W1"] = dz1.transposed().matmul(xb)
      gradients["b1"] = dz1.sum(axis: 0)
      weights["W1"] -= learningRate * gradients["W1"]
      weights["b1"] -= learningRate * gradients["b1"]

      report(self, weights)
    }
  }
}
