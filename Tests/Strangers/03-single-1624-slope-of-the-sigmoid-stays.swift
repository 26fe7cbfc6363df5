import GradusKit

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    let terms = max(z, 0) - z * target + log1p(exp(-abs(z)))
    return terms.mean()
  }

  // chain rule: loss -> y -> z
  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = sigmoid(z)
    let dy = (y - target) / z.count
    let slope = y * (1 - y)
    return dy * slope
  }
}
