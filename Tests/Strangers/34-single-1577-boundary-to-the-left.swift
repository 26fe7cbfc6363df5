import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    var current = values[0]
    for (boundary, value) in zip(boundaries, values) where Double(step) > boundary {
      current = value
    }
    return current
  }
}
