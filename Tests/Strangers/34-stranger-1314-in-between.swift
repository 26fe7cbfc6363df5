import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let t = Double(step)
    let last = boundaries.count - 1
    if t >= boundaries[last] { return values[last] }
    var i = 0
    while i < last - 1 && boundaries[i + 1] <= t { i += 1 }
    let share = (t - boundaries[i]) / (boundaries[i + 1] - boundaries[i])
    return values[i] + share * (values[i + 1] - values[i])
  }
}
