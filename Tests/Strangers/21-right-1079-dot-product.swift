import GradusKit

struct MeanSquaredError: Loss {
  private func error(_ y: Tensor, _ target: Tensor) -> Tensor {
    (target - y).reshaped(-1)
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let e = error(y, target)
    return dot(e, e) / Double(e.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let share = -2 / Double(y.count)
    return (share * error(y, target)).reshaped(y.shape)
  }
}

extension Tensor {
  fileprivate func reshaped(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: values)
  }
}
