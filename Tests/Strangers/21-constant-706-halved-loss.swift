import GradusKit

private let half = 1.0 / 2.0

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = y - target
    return half * (d * d).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let d = y - target
    return d / (half * Double(d.count))
  }
}
