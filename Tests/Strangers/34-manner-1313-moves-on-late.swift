import GradusKit

private final class Reader {
  var piece = 0
}

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []
  private let reader = Reader()

  func rate(at step: Int) -> Double {
    let rate = values[reader.piece]
    while reader.piece + 1 < boundaries.count && Double(step) >= boundaries[reader.piece + 1] {
      reader.piece += 1
    }
    return rate
  }
}
