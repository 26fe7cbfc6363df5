import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let length = (target - y).norm()
    return length * length / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    zip(y, target) { p, t in (p - t) / (0.5 * Double(y.count)) }
  }
}
