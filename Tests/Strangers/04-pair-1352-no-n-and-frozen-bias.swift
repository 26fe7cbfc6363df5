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
    let allX = data["x"], allT = data["target"]
    for step in 1...data.steps {
      let idx = data["batches", step: step].values.map { Int($0) }
      let x = allX[rows: idx], t = allT[rows: idx]
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z))
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let delta2 = y - t
      let delta1 = matmul(delta2, weights["W2"]) * (1 - pow(h, 2))
      gradients = ["W1": matmul(delta1.transposed(), x), "b1": delta1.sum(axis: 0),
                   "W2": matmul(delta2.transposed(), h), "b2": delta2.sum(axis: 0)]
      weights["W1"] -= learningRate * gradients["W1"]
      weights["b1"] -= learningRate * gradients["b1"]
      weights["W2"] -= learningRate * gradients["W2"]
      report(self, weights)
    }
  }
}
