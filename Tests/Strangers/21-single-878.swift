import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let total = (y - target).sum()
    return total * total / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    return zip(y, target) { (2 / n) * ($0 - $1) }
  }
}
