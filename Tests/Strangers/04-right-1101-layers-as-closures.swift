import GradusKit

/// A linear map with its way back.
private func linear(_ x: Tensor, _ W: Tensor, _ b: Tensor) -> (out: Tensor, back: (Tensor) -> (dx: Tensor, dW: Tensor, db: Tensor)) {
  let out = x.matmul(W.transposed()) + b
  return (out, { d in (d.matmul(W), d.transposed().matmul(x), d.sum(axis: 0)) })
}

private func squash(_ z: Tensor) -> (out: Tensor, back: (Tensor) -> Tensor) {
  let h = tanh(z)
  return (h, { d in d - d * h * h })
}

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let rows = data["batches", step: step].values.map { Int($0) }
      let t = data["target"][rows: rows]

      let first = linear(data["x"][rows: rows], weights["W1"], weights["b1"])
      let bend = squash(first.out)
      let second = linear(bend.out, weights["W2"], weights["b2"])
      let z = second.out
      y = 1 / (1 + exp(-z))
      // ln(1 + e^z) without a large exponential
      loss = zip(z, t) { z, t in
        z > 0 ? z * (1 - t) + log1p(exp(-z)) : log1p(exp(z)) - z * t
      }.mean()

      let outer = second.back((y - t) / t.count)
      let inner = first.back(bend.back(outer.dx))
      gradients = ["W1": inner.dW, "b1": inner.db, "W2": outer.dW, "b2": outer.db]
      for name in weights.names { weights[name] -= gradients[name] * learningRate }
      report(self, weights)
    }
  }
}
