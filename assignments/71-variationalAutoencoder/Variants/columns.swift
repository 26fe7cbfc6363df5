import GradusKit

// Examples as columns, as the lecture writes them, both heads in one matrix: first the means, then the spreads.
struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  var heads = Tensor(0)
  var code: Tensor?
  var reconstruction: Double?
  var gradients: [String: Tensor] = [:]
  private var (examples, size) = (0, 0)

  var mean: Tensor { size == 0 ? Tensor(0) : heads[rows: 0..<size].transposed() }
  var logVariance: Tensor { size == 0 ? Tensor(0) : heads[rows: size..<2 * size].transposed() }
  var divergence: Double { 0.5 * (mean * mean + exp(logVariance) - logVariance - 1).sum() }
  var loss: Double { ((reconstruction ?? 0) + divergence) / Double(examples) }

  private func joined(_ a: Tensor, _ b: Tensor) -> Tensor {
    Tensor(shape: [a.shape[0] + b.shape[0]] + a.shape.dropFirst(), values: a.values + b.values)
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"].transposed()
    (examples, size) = (x.shape[1], weights["bm"].count)
    for step in 1...data.steps {
      let W = joined(weights["Wm"], weights["Ws"])
      let b = joined(weights["bm"], weights["bs"])
      let h = tanh(matmul(weights["W1"], x) + weights["b1"].reshaped(-1, 1))
      heads = matmul(W, h) + b.reshaped(-1, 1)
      let (m, s) = (heads[rows: 0..<size], heads[rows: size..<2 * size])
      let e = data["noise", step: step].transposed()
      let c = m + pow(exp(s), 0.5) * e
      code = c.transposed()
      let z = matmul(weights["W2"], c) + weights["b2"].reshaped(-1, 1)
      reconstruction = (max(0, z) - z * x + log(1 + exp(-abs(z)))).sum()

      let dz2 = (0.5 + 0.5 * tanh(z / 2) - x) / examples
      let dc = matmul(weights["W2"].transposed(), dz2)
      let ds = 0.5 * dc * (c - m) + 0.5 * (exp(s) - 1) / examples
      let dheads = joined(dc + m / examples, ds)
      let dz1 = matmul(W.transposed(), dheads) * (1 - h * h)
      let dW = matmul(dheads, h.transposed())
      let db = dheads.sum(axis: 1)
      gradients = [
        "W1": matmul(dz1, x.transposed()), "b1": dz1.sum(axis: 1),
        "Wm": dW[rows: 0..<size], "Ws": dW[rows: size..<2 * size],
        "bm": Tensor(Array(db.values.prefix(size))), "bs": Tensor(Array(db.values.suffix(size))),
        "W2": matmul(dz2, c.transposed()), "b2": dz2.sum(axis: 1),
      ]
      for (name, slope) in gradients { weights[name] -= learningRate * slope }
      report(self, weights)
    }
  }
}
