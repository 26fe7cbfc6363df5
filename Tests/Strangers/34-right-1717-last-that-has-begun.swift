import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let now = Double(step)
    let begun = zip(boundaries, values).prefix { boundary, _ in boundary <= now }
    return Array(begun).last!.1
  }
}
