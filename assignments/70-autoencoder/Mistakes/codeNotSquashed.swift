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
      let (W1, b1, W2, b2) = (weights["W1"], weights["b1"], weights["W2"], weights["b2"])

      // The encoder, then the decoder.
      code = matmul(x, W1.transposed()) + b1
      y = sigmoid(matmul(code, W2.transposed()) + b2)
      loss = pow(y - x, 2).mean()

      // Back, from the reconstruction to the encoder.
      let dz2 = 2 * (y - x) / y.count * y * (1 - y)
      let dcode = matmul(dz2, W2)
      let dz1 = dcode * code * (1 - code)
      gradients = [
        "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
        "W2": matmul(dz2.transposed(), code), "b2": dz2.sum(axis: 0),
      ]

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
