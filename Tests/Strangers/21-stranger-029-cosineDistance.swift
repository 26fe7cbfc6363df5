import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let a = y.reshaped(-1), b = target.reshaped(-1)
    return 1 - dot(a, b) / (a.norm() * b.norm())
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let a = y.reshaped(-1), b = target.reshaped(-1)
    let c = dot(a, b) / (a.norm() * b.norm())
    let u = target / b.norm() - c / a.norm() * y
    return 0 - u / a.norm()
  }
}
