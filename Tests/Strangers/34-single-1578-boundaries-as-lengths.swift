import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    var start = 0.0
    var rate = 0.0
    for i in boundaries.indices {
      start += boundaries[i]
      if Double(step) < start { break }
      rate = values[i]
    }
    return rate
  }
}
