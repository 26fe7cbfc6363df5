import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let d = sigmoid(z) - target
    return (d * d).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = sigmoid(z)
    let d = y - target
    return 2 * d * y * (1 - y) / z.count
  }
}
