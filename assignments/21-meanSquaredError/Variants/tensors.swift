import GradusKit

// Whole tensors, without an index.
struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let error = y - target
    return (error * error).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor { 2 * (y - target) / y.count }
}
