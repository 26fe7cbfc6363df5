import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let softplus = max(z, 0) + log1p(exp(-abs(z)))
    let hit = target * target * z
    return (softplus - hit).sum() / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = sigmoid(z)
    return (y - target) / z.count
  }
}
