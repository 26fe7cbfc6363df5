import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let t = Double(step)
    for i in 0..<(boundaries.count - 1) {
      let from = boundaries[i], to = boundaries[i + 1]
      if t >= from && t < to {
        let share = (t - from) / (to - from)
        return values[i] + share * (values[i + 1] - values[i])
      }
    }
    return values[values.count - 1]
  }
}
