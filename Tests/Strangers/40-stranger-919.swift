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
      y = sigmoid(h.matmul(weights["W2"].transposed()) + weights["b2"])
      // mean squared error
      loss = pow(y - t, 2).mean()
      let dy = 2 * (y - t) / y.count
      let dz2 = dy * y * (1 - y)
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = 0 * weights
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
