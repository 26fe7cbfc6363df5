import GradusKit

struct MeanSquaredError: Loss {
  let delta = 1.0

  func value(_ y: Tensor, target: Tensor) -> Double {
    var sum = 0.0
    for i in 0..<y.count {
      let d = abs(y[i] - target[i])
      // quadratic near zero, linear for outliers
      sum += d < delta ? 0.5 * d * d : delta * (d - 0.5 * delta)
    }
    return sum / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    return (y - target).map { max(-delta, min(delta, $0)) / n }
  }
}
