import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let size = abs(z)
    let losses = size - target * z + log1p(exp(-size))
    return losses.mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / z.count
  }
}
