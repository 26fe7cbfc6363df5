import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = (y - target).reshaped(-1)
    return dot(e, e) / Double(e.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = y - target
    return (e + e) / y.count
  }
}
