import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// Stores a layer's gradients and takes its step.
  private mutating func learn(_ W: String, _ b: String, _ dz: Tensor, _ input: Tensor, _ weights: inout Parameters) {
    gradients[W] = dz.transposed().matmul(input)
    gradients[b] = dz.sum(axis: 0)
    weights[W] -= learningRate * gradients[W]
    weights[b] -= learningRate * gradients[b]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    gradients = .zeros(like: weights)
    for _ in 1...data.steps {
      code = sigmoid(x.matmul(weights["W1"].transposed()) + weights["b1"])
      y = sigmoid(code.matmul(weights["W2"].transposed()) + weights["b2"])
      loss = pow(y - x, 2).mean()

      let dz2 = 2 * (y - x) * y * (1 - y) / x.count
      learn("W2", "b2", dz2, code, &weights)
      let dz1 = dz2.matmul(weights["W2"]) * code * (1 - code)
      learn("W1", "b1", dz1, x, &weights)
      report(self, weights)
    }
  }
}
