import GradusKit

/// Encoder and decoder share their weights.
struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    for _ in 1...data.steps {
      let W = weights["W1"]
      code = sigmoid(x.matmul(W.transposed()) + weights["b1"])
      y = sigmoid(code.matmul(W) + weights["b2"])
      loss = pow(y - x, 2).mean()

      let dz2 = 2 * (y - x) * y * (1 - y) / x.count
      let dz1 = dz2.matmul(W.transposed()) * code * (1 - code)
      // W is used twice, so its gradient has two parts
      let dW = dz1.transposed().matmul(x) + code.transposed().matmul(dz2)
      gradients = ["W1": dW, "b1": dz1.sum(axis: 0), "W2": dW.transposed(), "b2": dz2.sum(axis: 0)]

      weights["W1"] = W - learningRate * dW
      weights["W2"] = weights["W1"].transposed()
      weights["b1"] -= learningRate * gradients["b1"]
      weights["b2"] -= learningRate * gradients["b2"]
      report(self, weights)
    }
  }
}
