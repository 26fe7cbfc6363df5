import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    // TODO: y[i] is a single prediction, y.count how many there are.
    0
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    // TODO: one number for each prediction.
    Tensor(repeating: 0, shape: y.shape)
  }
}
