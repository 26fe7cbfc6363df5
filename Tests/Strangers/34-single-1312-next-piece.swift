import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let t = Double(step)
    for i in boundaries.indices where boundaries[i] > t {
      return values[i]
    }
    return values[values.count - 1]
  }
}
