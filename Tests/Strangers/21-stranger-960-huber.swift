import GradusKit

struct MeanSquaredError: Loss {
  let delta = 1.0

  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = y - target
    let terms = d.map { abs($0) <= delta ? 0.5 * $0 * $0 : delta * (abs($0) - 0.5 * delta) }
    return terms.mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let d = y - target
    return d.map { Swift.min(Swift.max($0, -delta), delta) } / d.count
  }
}
