import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let N = Double(x.count)
    for _ in 1...data.steps {
      // encode, decode
      code = sigmoid(matmul(x, weights["W1"].transposed()) + weights["b1"])
      y = sigmoid(matmul(code, weights["W2"].transposed()) + weights["b2"])
      loss = pow(y - x, 2).sum() / N
      // back
      let dz2 = 2 / N * (y - x) * y * (1 - y)
      let dcode = matmul(dz2, weights["W2"])
      let dz1 = dcode * (1 - code * code)
      gradients = [
        "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
        "W2": matmul(dz2.transposed(), code), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
