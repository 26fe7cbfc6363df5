import GradusKit

extension Array where Element == Double {
  func differences(to other: [Double]) -> [Double] {
    var out: [Double] = []
    out.reserveCapacity(count)
    for i in indices { out.append(self[i] - other[i]) }
    return out
  }
  var squared: [Double] { map { $0 * $0 } }
  var average: Double { isEmpty ? 0 : reduce(0.0, +) / Double(count) }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    Array(y).differences(to: Array(target)).squared.average
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let half = Double(y.count) / 2
    let d = Array(y).differences(to: Array(target))
    return Tensor(shape: y.shape, values: d.map { $0 / half })
  }
}
