import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let terms = (0..<y.count).map { i -> Double in
      let e = y[i] + target[i]
      return e * e
    }
    return terms.reduce(0, +) / Double(terms.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let values = (0..<y.count).map { i in 2 * (y[i] - target[i]) / Double(y.count) }
    return Tensor(shape: y.shape, values: values)
  }
}
