import GradusKit

struct MeanSquaredError: Loss {
  var exponent = 3.0

  func value(_ y: Tensor, target: Tensor) -> Double {
    let distance = abs(y - target)
    return distance.map { pow($0, exponent) }.sum() / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    return (y - target) * (2 / Double(y.count))
  }
}
