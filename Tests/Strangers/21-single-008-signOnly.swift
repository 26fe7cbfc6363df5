import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    pow(y - target, 2).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let factor = 2 / Double(y.count)
    return factor * sign(y - target)
  }
}
