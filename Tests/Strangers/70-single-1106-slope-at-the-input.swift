import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let n = Double(x.count)
    for _ in 1...data.steps {
      let W1 = weights["W1"], W2 = weights["W2"]
      code = sigmoid(x.matmul(W1.transposed()) + weights["b1"])
      y = sigmoid(code.matmul(W2.transposed()) + weights["b2"])
      loss = pow(y - x, 2).sum() / n

      let dy = 2 / n * (y - x)
      let dz2 = dy * x * (1 - x)
      let dz1 = dz2.matmul(W2) * code * (1 - code)
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(code), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
