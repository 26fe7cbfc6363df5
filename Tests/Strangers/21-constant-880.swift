import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let squares = zip(y, target).map { ($0 - $1) * ($0 - $1) }
    return squares.reduce(0, +) / Double(squares.count - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    (y - target) * (2 / Double(y.count))
  }
}
