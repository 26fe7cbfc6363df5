import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = y - target
    return sqrt((e * e).sum() / Double(e.count))
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = y - target
    return e / Double(e.count)
  }
}
