import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private static func there(_ x: Tensor, _ w: Parameters) -> (h: Tensor, z2: Tensor) {
    let h = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
    return (h, matmul(h, w["W2"].transposed()) + w["b2"])
  }

  private static func back(_ dz2: Tensor, x: Tensor, h: Tensor, _ w: Parameters) -> Parameters {
    let dh = matmul(dz2, w["W2"])
    let dz1 = dh - dh * h * h
    var d = Parameters.zeros(like: w)
    d["W1"] = matmul(dz1.transposed(), x)
    d["b1"] = dz1.sum(axis: 0)
    d["W2"] = matmul(dz2.transposed(), h)
    d["b2"] = dz2.sum(axis: 0)
    return d
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let chosen = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: chosen]
      let t = data["target"][rows: chosen]

      let (h, z2) = Self.there(x, weights)
      y = sigmoid(z2)
      // softplus(z) − z·t, softplus without overflow
      let softplus = max(0, z2) + log1p(exp(-abs(z2)))
      loss = (softplus - z2 * t).sum() / Double(t.count)
      gradients = Self.back((y - t) / t.count, x: x, h: h, weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
