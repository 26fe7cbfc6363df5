import GradusKit

// The piece is kept, and goes on when the next one begins.
final class PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []
  private var piece = 0

  init() {}

  func rate(at step: Int) -> Double {
    while piece + 1 < boundaries.count, boundaries[piece + 1] <= Double(step) { piece += 1 }
    return values[piece]
  }
}
