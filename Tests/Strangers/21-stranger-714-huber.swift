import GradusKit

struct MeanSquaredError: Loss {
  let delta = 0.5

  func value(_ y: Tensor, target: Tensor) -> Double {
    (y - target).map { e in
      abs(e) <= delta ? 0.5 * e * e : delta * (abs(e) - 0.5 * delta)
    }.mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    return (y - target).map { e in max(-delta, min(delta, e)) / n }
  }
}
