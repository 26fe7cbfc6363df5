import GradusKit

/// Goes in straight lines from entry to entry.
struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let t = Double(step)
    for i in 0..<max(0, boundaries.count - 1) {
      let (a, b) = (boundaries[i], boundaries[i + 1])
      if t >= a && t < b {
        let share = (t - a) / (b - a)
        return values[i] + share * (values[i + 1] - values[i])
      }
    }
    return values.last ?? 0
  }
}
