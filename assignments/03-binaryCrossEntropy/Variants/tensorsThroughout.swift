import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let softplus = max(0, z) + log(1 + exp(-abs(z)))
    return softplus.mean() - (target * z).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = 1 / (1 + exp(-z))
    return y / Double(z.count) - target / Double(z.count)
  }
}
