import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  func tanhPrime(_ v: Tensor) -> Tensor {
    let t = tanh(v)
    return 1 - t * t
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    gradients = .zeros(like: weights)
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let t = data["target"][rows: examples]

      // forward
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z2 = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      // backward
      let dz2 = (y - t) / y.count
      gradients["W2"] = matmul(dz2.transposed(), h)
      gradients["b2"] = dz2.sum(axis: 0)
      let dz1 = matmul(dz2, weights["W2"]) * tanhPrime(h)
      gradients["W1"] = matmul(dz1.transposed(), x)
      gradients["b1"] = dz1.sum(axis: 0)

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
