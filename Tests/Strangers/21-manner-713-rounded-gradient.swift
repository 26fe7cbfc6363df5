import GradusKit

struct MeanSquaredError: Loss {
  private func tidy(_ value: Double) -> Double { round(value * 10_000) / 10_000 }

  func value(_ y: Tensor, target: Tensor) -> Double {
    zip(y, target).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let factor = 2 / Double(y.count)
    return (factor * (y - target)).map(tidy)
  }
}
