import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let squares = pow(target - y, 2)
    return squares.sum() / Double(squares.count - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var g = y
    g -= target
    g *= 2
    g /= y.count
    return g
  }
}
