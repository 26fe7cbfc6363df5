import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let rows = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: rows]
      let target = data["target"][rows: rows]

      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      y = h.matmul(weights["W2"].transposed()) + weights["b2"]
      loss = (max(y, 0) - y * target + log1p(exp(-abs(y)))).mean()

      let dz2 = (sigmoid(y) - target) / target.count
      let dh = dz2.matmul(weights["W2"])
      let dz1 = dh * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      for name in ["W1", "W2", "b2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
