import GradusKit

struct BinaryCrossEntropy: Loss {
  private func probability(_ z: Tensor) -> Tensor { sigmoid(z) }

  func value(_ z: Tensor, target: Tensor) -> Double {
    let error = probability(z) - target
    return (error * error).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = probability(z)
    let outer = 2 * (y - target) / y.count
    return outer * y * (1 - y)
  }
}
