import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      code = sigmoid(x.matmul(weights["W1"].transposed()) + weights["b1"])
      y = sigmoid(code.matmul(weights["W2"].transposed()) + weights["b2"])
      loss = pow(y - x, 2).mean()

      let dz2 = 2 * (y - x) * y * (1 - y) / x.count
      let dcode = dz2.matmul(weights["W2"])
      gradients = [
        "W1": dcode.transposed().matmul(x),
        "b1": dcode.sum(axis: 0),
        "W2": dz2.transposed().matmul(code),
        "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
