import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    for i in boundaries.indices.reversed() where Double(step) > boundaries[i] { return values[i] }
    return values[0]
  }
}
