import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    Array(zip(y, target) { ($0 - $1) * ($0 - $1) }).reduce(0, +) / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let slope = 1.5
    return zip(y, target) { slope * ($0 - $1) } / y.count
  }
}
