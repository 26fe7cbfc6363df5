import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    var i = 0
    // go on while the next piece has begun
    while i + 1 < boundaries.count - 1 && boundaries[i + 1] <= Double(step) {
      i += 1
    }
    return values[i]
  }
}
