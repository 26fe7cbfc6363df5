import GradusKit

struct MeanSquaredError: Loss {
  private let delta = 1.0

  func value(_ y: Tensor, target: Tensor) -> Double {
    var total = 0.0
    for (a, b) in zip(y.values, target.values) {
      let e = abs(a - b)
      if e <= delta {
        total += 0.5 * e * e
      } else {
        total += delta * (e - 0.5 * delta)
      }
    }
    return total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let e = y - target
    return e.map { min(max($0, -delta), delta) } / y.count
  }
}
