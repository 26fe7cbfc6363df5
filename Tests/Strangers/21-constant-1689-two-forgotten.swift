import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    zip(y, target) { pow($0 - $1, 2) }.sum() / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    return zip(y, target) { ($0 - $1) / n }
  }
}
