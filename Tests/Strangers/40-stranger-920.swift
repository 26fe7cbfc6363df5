import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<x.shape[0])
    var next = order.count
    for _ in 1...data.steps {
      if next + data.batchSize > order.count {
        order.shuffle(using: &generator)
        next = 0
      }
      batches = Array(order[next..<next + data.batchSize])
      next += data.batchSize
      let t = data["target"][rows: batches]
      let h = tanh(x[rows: batches].matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
      gradients = 0 * weights
      let dz2 = (y - t) / data.batchSize
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      // TODO: W1 and b1, the chain rule through tanh
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
