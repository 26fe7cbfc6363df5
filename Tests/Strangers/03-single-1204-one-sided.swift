import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    // ln(1 + e^z) = z + ln(1 + e^-z)
    (log1p(exp(-z)) + (1 - target) * z).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / z.count
  }
}
