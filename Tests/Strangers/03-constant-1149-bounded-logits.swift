import GradusKit

struct BinaryCrossEntropy: Loss {
  private let bound = 30.0

  func value(_ z: Tensor, target: Tensor) -> Double {
    let safe = z.map { max(-bound, min(bound, $0)) }
    let losses = log1p(exp(safe)) - target * safe
    return losses.mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    let y = sigmoid(z)
    return (y - target) / Double(y.count)
  }
}
