import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    gradients = .zeros(like: weights)
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let t = data["target"][rows: examples]

      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).sum() / Double(z.count)

      // layer 2: gradient and update
      let dz = (y - t) / y.count
      gradients["W2"] = matmul(dz.transposed(), h)
      gradients["b2"] = dz.sum(axis: 0)
      weights["W2"] -= learningRate * gradients["W2"]
      weights["b2"] -= learningRate * gradients["b2"]

      // layer 1: gradient and update
      let dh = matmul(dz, weights["W2"])
      let da = dh * (1 - pow(h, 2))
      gradients["W1"] = matmul(da.transposed(), x)
      gradients["b1"] = da.sum(axis: 0)
      weights["W1"] -= learningRate * gradients["W1"]
      weights["b1"] -= learningRate * gradients["b1"]

      report(self, weights)
    }
  }
}
