import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  // the logistic function is a shifted tanh
  func squash(_ z: Tensor) -> Tensor { 0.5 * (1 + tanh(z)) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 314)
    var order = Array(0..<data["x"].shape[0])
    var used = order.count
    for _ in 1...data.steps {
      if order.count - used < data.batchSize {
        order.shuffle(using: &generator)
        used = 0
      }
      batches = Array(order.dropFirst(used).prefix(data.batchSize))
      used += data.batchSize
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = squash(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
      let dz2 = (y - t) / y.count
      let dz1 = matmul(dz2, weights["W2"]) * (1 - pow(h, 2))
      gradients = 0 * weights
      gradients["W2"] = matmul(dz2.transposed(), h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = matmul(dz1.transposed(), x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
