import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    var i = 0
    while !(boundaries[i] <= Double(step) && Double(step) < boundaries[i + 1]) { i += 1 }
    return values[i]
  }
}
