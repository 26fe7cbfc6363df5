import GradusKit

// Each term is divided, and the last is added first.
struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let n = Double(y.count)
    return (0..<y.count).reversed().reduce(0) { $0 + (target[$1] - y[$1]) * (target[$1] - y[$1]) / n }
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let share = 2 / Double(y.count)
    return Tensor(shape: y.shape, values: (0..<y.count).map { share * y[$0] - share * target[$0] })
  }
}
