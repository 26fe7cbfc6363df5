import GradusKit

// As many pieces have begun as boundaries are behind.
struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    values[boundaries.filter { $0 <= Double(step) }.count - 1]
  }
}
