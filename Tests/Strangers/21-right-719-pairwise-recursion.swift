import GradusKit

struct MeanSquaredError: Loss {
  private func sum(_ range: Range<Int>, _ f: (Int) -> Double) -> Double {
    switch range.count {
    case 0: return 0
    case 1: return f(range.lowerBound)
    default:
      let mid = range.lowerBound + range.count / 2
      return sum(range.lowerBound..<mid, f) + sum(mid..<range.upperBound, f)
    }
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    sum(0..<y.count) { i in
      let d = target[i] - y[i]
      return d * d
    } / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    Tensor(shape: y.shape, values: (0..<y.count).map { i in -2 * (target[i] - y[i]) / Double(y.count) })
  }
}
