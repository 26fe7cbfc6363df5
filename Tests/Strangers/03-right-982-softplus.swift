import GradusKit

/// ln(1 + eᵃ), for every a
private func softplus(_ a: Double) -> Double {
  a > 0 ? a + log1p(exp(-a)) : log1p(exp(a))
}

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<z.count {
      let (yes, no) = (softplus(-z[i]), softplus(z[i]))
      sum += target[i] * yes + (1 - target[i]) * no
    }
    return sum / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    zip(z, target) { (sigmoid($0) - $1) / Double(z.count) }
  }
}
