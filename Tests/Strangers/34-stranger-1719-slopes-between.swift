import GradusKit

/// Interpolates the table.
struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let t = Double(step)
    for i in 1..<boundaries.count where t < boundaries[i] {
      let share = (t - boundaries[i - 1]) / (boundaries[i] - boundaries[i - 1])
      return values[i - 1] + share * (values[i] - values[i - 1])
    }
    return values[values.count - 1]
  }
}
