import GradusKit

struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01

  var code = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    gradients = .zeros(like: weights)
    let x = data["x"]
    for _ in 1...data.steps {
      code = 1 / (1 + exp(-(x.matmul(weights["W1"].transposed()) + weights["b1"])))
      // no activation on the output
      y = code.matmul(weights["W2"].transposed()) + weights["b2"]
      let difference = y - x
      loss = 0.5 * (difference * difference).mean()

      let dz2 = 2 * difference * y * (1 - y) / x.count
      let dz1 = dz2.matmul(weights["W2"]) * code * (1 - code)
      gradients["W2"] = dz2.transposed().matmul(code)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
