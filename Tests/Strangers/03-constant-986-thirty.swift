import GradusKit

struct BinaryCrossEntropy: Loss {
  let limit = 30.0

  func value(_ z: Tensor, target: Tensor) -> Double {
    let safe = z.map { $0 > limit ? limit : ($0 < -limit ? -limit : $0) }
    let terms = log1p(exp(safe)) - target * safe
    return terms.mean()
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    (sigmoid(z) - target) / Double(z.count)
  }
}
