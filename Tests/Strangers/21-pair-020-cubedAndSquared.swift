import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = abs(y - target)
    return (e * e * e).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = y - target
    return 2 * e * e / y.count
  }
}
