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
    let n = Double(x.count)
    for _ in 1...data.steps {
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])
      code = sigmoid(matmul(x, W1.transposed()) + b1)
      y = sigmoid(matmul(code, W2.transposed()) + b2)
      let e = y - x
      loss = 0.5 * (e * e).sum() / n
      let dz2 = 2 / n * e * y * (1 - y)
      let dCode = matmul(dz2, W2)
      let dz1 = dCode * code * (1 - code)
      var g = Parameters.zeros(like: weights)
      g["W2"] = matmul(dz2.transposed(), code)
      g["b2"] = dz2.sum(axis: 0)
      g["W1"] = matmul(dz1.transposed(), x)
      g["b1"] = dz1.sum(axis: 0)
      gradients = g
      weights -= learningRate * g
      report(self, weights)
    }
  }
}
