import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    zip(boundaries, values).filter { $0.0 <= Double(step) }.map { $0.1 }.reduce(0, +)
  }
}
