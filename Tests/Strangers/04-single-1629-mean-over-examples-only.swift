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
      let target = data["target"][rows: examples]
      // forward
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z2))
      let ce = max(z2, 0) - z2 * target + log1p(exp(-abs(z2)))
      loss = ce.mean()
      // backward
      let dz2 = (y - target) / examples.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      // update
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
