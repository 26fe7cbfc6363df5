import GradusKit

struct MeanSquaredError: Loss {
  func scaled(_ t: Tensor) -> Tensor { t / t.count }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = y - target
    return scaled(d * d).sum()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let d = scaled(y - target)
    return scaled(2 * d)
  }
}
