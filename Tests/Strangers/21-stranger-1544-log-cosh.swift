import GradusKit

/// Log-cosh: like a square near zero, but outliers count less.
struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let d = abs(y - target)
    // ln cosh d = d + ln(1 + e^-2d) - ln 2
    return (d + log1p(exp(-2 * d)) - log(2.0)).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    tanh(y - target) / y.count
  }
}
