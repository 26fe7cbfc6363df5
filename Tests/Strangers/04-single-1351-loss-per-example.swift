import GradusKit

/// A network with one hidden layer, trained by back-propagation.
struct Network: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let target = data["target"][rows: examples]
      let (W1, b1) = (weights["W1"], weights["b1"])
      let (W2, b2) = (weights["W2"], weights["b2"])

      let z1 = matmul(x, W1.transposed()) + b1
      let h = tanh(z1)
      let z2 = matmul(h, W2.transposed()) + b2
      y = sigmoid(z2)
      let each = max(z2, 0) - z2 * target + log1p(exp(-abs(z2)))
      loss = each.sum() / Double(examples.count)

      let dz2 = (y - target) / target.count
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
