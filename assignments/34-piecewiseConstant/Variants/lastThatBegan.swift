import GradusKit

// Pairs, of which the last that has begun is taken.
struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    Array(zip(boundaries, values)).last { boundary, _ in boundary <= Double(step) }!.1
  }
}
