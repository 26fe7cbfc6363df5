import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let squares = zip(y, target).map { pair in (pair.0 - pair.1) * (pair.0 - pair.1) }
    let sum = squares.reduce(0.0, +)
    return sum / Double(squares.count - 1)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var result = Tensor.zeros(like: y)
    for k in 0..<result.count {
      result[k] = 2 * (y[k] - target[k]) / Double(result.count)
    }
    return result
  }
}
