import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let yes = target * log(z)
    let no = (1 - target) * log(1 - z)
    return -(yes + no).mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (z - target) / (z * (1 - z)) / z.count
  }
}
