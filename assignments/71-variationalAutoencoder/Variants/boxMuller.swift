import GradusKit

// Normal numbers by the method of Box and Müller, from a generator of its own; binary cross entropy by its two cases.
struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  var noise: [[Double]] = []
  var mean = Tensor(0), logVariance = Tensor(0), code = Tensor(0)
  var reconstruction = 0.0, divergence = 0.0
  var gradients: [String: Tensor] = [:]
  private var count = 1
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  var loss: Double { (reconstruction + divergence) / Double(count) }

  /// A uniform number above 0 and at most 1, by the upper bits of a xorshift with a multiplication.
  private mutating func uniform() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return (Double((state &* 2_685_821_657_736_338_717) >> 11) + 1) / 9_007_199_254_740_992
  }

  private mutating func normal() -> Double { sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform()) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    let shape = data.shape(of: "noise")
    count = shape[0]
    for _ in 0..<data.steps {
      noise = (0..<shape[0]).map { _ in (0..<shape[1]).map { _ in normal() } }
      let e = Tensor(noise)
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
