import GradusKit

struct BinaryCrossEntropy: Loss {
  /// ln(1 + e^a)
  private func softplus(_ a: Double) -> Double {
    a > 0 ? a + log1p(exp(-a)) : log1p(exp(a))
  }

  /// -ln y = softplus(-z) and -ln(1-y) = softplus(z)
  func value(_ z: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for i in 0..<z.count {
      let t = target[i]
      if t != 0 { total += t * softplus(-z[i]) }
      if t != 1 { total += (1 - t) * softplus(z[i]) }
    }
    return total / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let n = Double(z.count)
    return zip(z, target) { z, t in
      let y: Double
      if z < 0 {
        let e = exp(z)
        y = e / (1 + e)
      } else {
        y = 1 / (1 + exp(-z))
      }
      return (y - t) / n
    }
  }
}
