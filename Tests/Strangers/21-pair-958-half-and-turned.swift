import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = target - y
    return (e * e).mean() / 2
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = target - y
    return e * 2 / Double(e.count)
  }
}
