import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func slope(_ s: Tensor) -> Tensor { s * (1 - s) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      code = sigmoid(matmul(x, weights["W1"].transposed()) + weights["b1"])
      y = sigmoid(matmul(code, weights["W2"].transposed()) + weights["b2"])
      loss = pow(y - x, 2).mean()

      let dz2 = 2 * (y - x) / x.count * slope(y)
      let dz1 = matmul(dz2, weights["W2"]) * slope(code)
      gradients = [
        "W2": matmul(dz2.transposed(), code),
        "b2": dz2.sum(axis: 0),
        "W1": matmul(dz1.transposed(), y),
        "b1": dz1.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
