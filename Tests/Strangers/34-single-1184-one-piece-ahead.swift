import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    var piece = 0
    for boundary in boundaries where boundary <= Double(step) {
      piece += 1
    }
    return values[min(piece, values.count - 1)]
  }
}
