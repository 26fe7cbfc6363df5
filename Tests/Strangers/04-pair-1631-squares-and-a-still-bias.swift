import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let pick = data["batches", step: step].values.map { Int($0) }
      let (x, t) = (data["x"][rows: pick], data["target"][rows: pick])
      let (W1, W2) = (weights["W1"], weights["W2"])

      let h = tanh(x.matmul(W1.transposed()) + weights["b1"])
      y = sigmoid(h.matmul(W2.transposed()) + weights["b2"])
      let e = y - t
      loss = pow(e, 2).mean()

      let d2 = e / e.count
      let d1 = d2.matmul(W2) * (1 - h * h)
      gradients = [
        "W1": d1.transposed().matmul(x), "b1": d1.sum(axis: 0),
        "W2": d2.transposed().matmul(h), "b2": d2.sum(axis: 0),
      ]
      for name in ["W1", "W2", "b2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
