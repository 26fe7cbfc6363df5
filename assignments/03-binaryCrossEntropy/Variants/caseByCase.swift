import GradusKit

// One formula for positive logits, another for negative ones; the last element is added first.
struct BinaryCrossEntropy: Loss {
  private func loss(_ z: Double, _ t: Double) -> Double {
    if z > 0 { return z * (1 - t) + log1p(exp(-z)) }
    return log1p(exp(z)) - t * z
  }

  func value(_ z: Tensor, target: Tensor) -> Double {
    zip(z.values, target.values).reversed().reduce(0) { $0 + loss($1.0, $1.1) } / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let share = 1 / Double(z.count)
    return zip(z, target) { z, t in
      let e = exp(-abs(z))
      return share * ((z > 0 ? 1 : e) / (1 + e) - t)
    }
  }
}
