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
      let t = data["target"][rows: examples]
      let n = Double(t.count)

      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = zip(z2, t) { max($0, 0) - $0 * $1 + log1p(exp(-abs($0))) }.sum() / n

      let dz2 = (y - t) / n
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h) * (1 + h)
      gradients = ["W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
                   "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0)]
      for (name, g) in gradients { weights[name] -= 0.1 * g }
      report(self, weights)
    }
  }
}
