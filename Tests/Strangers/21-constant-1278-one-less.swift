import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let squares = zip(y, target) { ($0 - $1) * ($0 - $1) }
    return squares.sum() / Double(squares.count - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    return zip(y, target) { 2 * ($0 - $1) / n }
  }
}
