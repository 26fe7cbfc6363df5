import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    (max(z, 0) - z * target + log1p(exp(-abs(z)))).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = sigmoid(z)
    // chain rule through the sigmoid
    return (y - target) * y * (1 - y) / z.count
  }
}
