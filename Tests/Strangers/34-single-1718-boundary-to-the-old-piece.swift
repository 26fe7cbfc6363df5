import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    var rate = values[0]
    for i in 0..<boundaries.count {
      if Double(step) > boundaries[i] {
        rate = values[i]
      }
    }
    return rate
  }
}
