import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let (x, t) = (data["x"][rows: examples], data["target"][rows: examples])
      let h = tanh(matmul(x, weights["W1"].transposed()) + weights["b1"])
      let z = matmul(h, weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()

      let dz2 = (y - t) / y.count
      let dh = matmul(dz2, weights["W2"])
      let dz1 = dh * (1 - h * h)
      gradients = 0 * weights
      gradients["W1"] = matmul(dz1.transposed(), x)
      gradients["b1"] = dh.sum(axis: 0)
      gradients["W2"] = matmul(dz2.transposed(), h)
      gradients["b2"] = dz2.sum(axis: 0)

      let eta = learningRate / Double(step)
      weights -= eta * gradients
      report(self, weights)
    }
  }
}
