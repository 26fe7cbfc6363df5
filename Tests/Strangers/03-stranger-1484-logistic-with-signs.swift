import GradusKit

/// Logistic loss: labels as −1 and +1.
struct BinaryCrossEntropy: Loss {
  private func signs(_ target: Tensor) -> Tensor { 2 * target - 1 }

  func value(_ z: Tensor, target: Tensor) -> Double {
    let margin = signs(target) * z
    var total = 0.0
    for m in margin {
      // ln(1 + e^-m) without overflow
      total += max(-m, 0.0) + log1p(exp(-abs(m)))
    }
    return total / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let s = signs(target)
    return -s * sigmoid(-(s * z)) / z.count
  }
}
