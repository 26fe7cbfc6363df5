import GradusKit

/// ln(1 + e^z), safe on both sides.
private func softplus(_ z: Double) -> Double {
  z > 0 ? z + log1p(exp(-z)) : log1p(exp(z))
}

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    // t·softplus(−z) + (1 − t)·softplus(z)
    let terms = zip(z.values, target.values).map { logit, t in
      t * softplus(-logit) + (1 - t) * softplus(logit)
    }
    return terms.reduce(0, +) / Double(terms.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let N = Double(z.count)
    return zip(z, target) { logit, t in
      let e = exp(-abs(logit))
      let y = logit >= 0 ? 1 / (1 + e) : e / (1 + e)
      return (y - t) / N
    }
  }
}
