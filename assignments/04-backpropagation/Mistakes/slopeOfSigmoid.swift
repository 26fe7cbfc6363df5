import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let (x, target) = (data["x"][rows: examples], data["target"][rows: examples])
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])

      // There.
      let z1 = matmul(x, W1.transposed()) + b1
      let h = tanh(z1)
      let z2 = matmul(h, W2.transposed()) + b2
      y = sigmoid(z2)
      loss = (max(0, z2) - z2 * target + log1p(exp(-abs(z2)))).mean()

      // Back: from the loss to the first layer, by the chain rule.
      let dz2 = (y - target) * y * (1 - y) / y.count
      let dh = matmul(dz2, W2)
      let dz1 = dh * (1 - h * h)
      gradients = [
        "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
        "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0),
      ]

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
