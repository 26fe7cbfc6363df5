import GradusKit

struct MeanSquaredError: Loss {
  func rounded(_ x: Double, digits: Int) -> Double {
    let p = pow(10.0, digits)
    return round(x * p) / p
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let loss = pow(y - target, 2).mean()
    return rounded(loss, digits: 6)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 / Double(y.count) * (y - target)
  }
}
