import GradusKit

struct BinaryCrossEntropy: Loss {
  let eps = 1e-7

  func value(_ z: Tensor, target: Tensor) -> Double {
    let y = sigmoid(z)
    let yes = target * log(y + eps)
    let no = (1 - target) * log(1 - y + eps)
    return -(yes + no).sum() / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = sigmoid(z)
    return (y - target) / Double(z.count)
  }
}
