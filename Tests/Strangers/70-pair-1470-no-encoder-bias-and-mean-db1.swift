import GradusKit

/// An autoencoder with one hidden layer: the code.
struct Autoencoder: Trainer {
  /// The grader sets this before the first step.
  @Setting var learningRate = 0.01

  /// What these hold when you report is read by the grader, by name.
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      code = sigmoid(matmul(x, weights["W1"].transposed()))
      y = sigmoid(matmul(code, weights["W2"].transposed()) + weights["b2"])
      let error = y - x
      loss = (error * error).mean()
      let delta2 = 2 * error * y * (1 - y) / error.count
      let delta1 = matmul(delta2, weights["W2"]) * code * (1 - code)
      gradients = [
        "W1": matmul(delta1.transposed(), x), "b1": delta1.mean(axis: 0),
        "W2": matmul(delta2.transposed(), code), "b2": delta2.sum(axis: 0),
      ]
      for name in ["W1", "b1", "W2", "b2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
