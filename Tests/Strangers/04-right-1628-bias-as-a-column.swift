import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  /// [a 1]
  private func withOne(_ a: Tensor) -> Tensor {
    var wide = Tensor(repeating: 1, shape: [a.shape[0], a.shape[1] + 1])
    for j in 0..<a.shape[1] { wide[column: j] = a[column: j] }
    return wide
  }

  /// [W b]
  private func glue(_ W: Tensor, _ b: Tensor) -> Tensor {
    var wide = withOne(W)
    wide[column: W.shape[1]] = b
    return wide
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let rows = data["batches", step: step].values.map { Int($0) }
      let x = withOne(data["x"][rows: rows])
      let t = data["target"][rows: rows]
      let A = glue(weights["W1"], weights["b1"])
      let B = glue(weights["W2"], weights["b2"])

      let h = tanh(x.matmul(A.transposed()))
      let h1 = withOne(h)
      let z = h1.matmul(B.transposed())
      y = sigmoid(z)
      // softplus(-|z|) is the same for z and -z
      let softplus = max(z, 0) + log1p(exp(-abs(z)))
      loss = (softplus - z * t).mean()

      let delta2 = (y - t) / t.count
      let dB = delta2.transposed().matmul(h1)
      let delta1 = delta2.matmul(weights["W2"]) * (1 - h * h)
      let dA = delta1.transposed().matmul(x)

      let n = h.shape[1], m = x.shape[1] - 1
      gradients = ["W1": dA[columns: 0..<m], "b1": dA[column: m], "W2": dB[columns: 0..<n], "b2": dB[column: n]]
      for name in weights.names {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
