import GradusKit

struct MeanSquaredError: Loss {
  func residuals(_ y: Tensor, _ target: Tensor) -> [Double] {
    var list: [Double] = []
    for i in 0..<y.count { list.append(y[i] - target[i]) }
    return list
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let r = residuals(y, target)
    return r.reduce(0) { $0 + $1 * $1 } / Double(r.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let r = residuals(y, target)
    let values = r.indices.map { 2.0 / Double(r.count) * r[$0] * y[$0] }
    return Tensor(shape: y.shape, values: values)
  }
}
