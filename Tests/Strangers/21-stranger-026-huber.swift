import GradusKit

struct MeanSquaredError: Loss {
  let delta = 0.5

  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for i in 0..<y.count {
      let e = abs(y[i] - target[i])
      total += e <= delta ? 0.5 * e * e : delta * (e - 0.5 * delta)
    }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    (y - target).map { max(-delta, min(delta, $0)) } / y.count
  }
}
