import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let t = data["target"][rows: examples]
      let z1 = x.matmul(weights["W1"].transposed()) + weights["b1"]
      let h = tanh(z1)
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z2))
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / y.count
      let dh = dz2.matmul(weights["W2"])
      let dz1 = dh * (1 - z1 * z1)
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
