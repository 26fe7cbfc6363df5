import GradusKit

struct MeanSquaredError: Loss {
  private func error(_ y: Tensor, _ t: Tensor) -> Tensor { y - t }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = error(y, target)
    return (e * abs(e)).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    2 * error(y, target) / y.count
  }
}
