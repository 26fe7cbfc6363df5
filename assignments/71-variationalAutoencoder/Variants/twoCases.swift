import GradusKit

// Binary cross entropy by its two cases, the divergence in two sums, and one rule for all four layers.
struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  var mean = Tensor(0), logVariance = Tensor(0), code = Tensor(0)
  var reconstruction = 0.0, divergence = 0.0
  var gradients: [String: Tensor] = [:]
  private var count = 1
  var loss: Double { (reconstruction + divergence) / Double(count) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    count = x.shape[0]
    for step in 0..<data.steps {
      let e = data["noise", step: step + 1]
      let w = weights
      let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
      mean = h.matmul(w["Wm"].transposed()) + w["bm"]
      logVariance = h.matmul(w["Ws"].transposed()) + w["bs"]
      let variance = exp(logVariance)
      let spread = sqrt(variance)
      code = e * spread + mean
      let z = code.matmul(w["W2"].transposed()) + w["b2"]
      reconstruction = 0
      for (z, x) in zip(z, x) { reconstruction += z > 0 ? log1p(exp(-z)) + (1 - x) * z : log1p(exp(z)) - x * z }
      divergence = 0.5 * (pow(mean, 2) + variance).sum() - 0.5 * (1 + logVariance).sum()

      let out = (1 / (1 + exp(-z)) - x) / count
      let into = out.matmul(w["W2"])
      let ofMean = into + mean / count
      let ofSpread = 0.5 * (into * e * spread + (variance - 1) / count)
      let inner = (ofMean.matmul(w["Wm"]) + ofSpread.matmul(w["Ws"])) * (1 - pow(h, 2))
      for (layer, slope, input) in [("1", inner, x), ("m", ofMean, h), ("s", ofSpread, h), ("2", out, code)] {
        gradients["W" + layer] = slope.transposed().matmul(input)
        gradients["b" + layer] = slope.sum(axis: 0)
        weights["W" + layer] -= learningRate * gradients["W" + layer]!
        weights["b" + layer] -= learningRate * gradients["b" + layer]!
      }
      report(self, weights)
    }
  }
}
