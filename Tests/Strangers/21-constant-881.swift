import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    var loss = 0.0
    for (p, t) in zip(y, target) { loss += pow(p - t, 2) }
    return loss / Double(target.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let error = y - target
    return 0.5 * error / error.count
  }
}
