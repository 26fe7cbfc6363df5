import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let errors = residuals(y, target)
    return errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let scale = 2 / Double(y.count)
    return Tensor(shape: y.shape, values: residuals(y, target).map { $0 * scale })
  }

  private func residuals(_ y: Tensor, _ target: Tensor) -> [Double] {
    (0..<y.count).map { y[$0] - target[$0] }
  }
}
