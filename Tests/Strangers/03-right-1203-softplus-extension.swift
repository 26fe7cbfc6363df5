import GradusKit

extension Double {
  /// ln(1 + e^self), for any self.
  fileprivate var softplus: Double {
    self > 0 ? self + log1p(exp(-self)) : log1p(exp(self))
  }
  fileprivate var squashed: Double {
    let e = exp(-abs(self))
    return self < 0 ? e / (1 + e) : 1 / (1 + e)
  }
}

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    // −ln y = softplus(−z), −ln(1 − y) = softplus(z)
    let terms = zip(z, target) { z, t in t * (-z).softplus + (1 - t) * z.softplus }
    return terms.sum() / Double(terms.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (z.map(\.squashed) - target) / z.count
  }
}
