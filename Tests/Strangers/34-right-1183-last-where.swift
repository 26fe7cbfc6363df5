import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  private var table: [(from: Double, rate: Double)] {
    zip(boundaries, values).map { (from: $0, rate: $1) }
  }

  func rate(at step: Int) -> Double {
    table.last { $0.from <= Double(step) }!.rate
  }
}
