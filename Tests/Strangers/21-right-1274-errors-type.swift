import GradusKit

/// What is between two tensors.
private struct Errors: Sequence, IteratorProtocol {
  let a: [Double], b: [Double]
  var at = 0

  mutating func next() -> Double? {
    guard at < a.count else { return nil }
    defer { at += 1 }
    return b[at] - a[at]
  }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    Errors(a: y.values, b: target.values).reduce(into: 0) { $0 += $1 * $1 } / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let scale = -2 / Double(target.count)
    return Tensor(shape: y.shape, values: Errors(a: y.values, b: target.values).map { scale * $0 })
  }
}
