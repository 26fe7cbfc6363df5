import GradusKit

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    let t = Double(step)
    var low = 0                    // boundaries[low] <= t
    var high = boundaries.count    // boundaries[high] > t, or the end
    while high - low > 1 {
      let middle = (low + high) / 2
      if t < boundaries[middle] { high = middle } else { low = middle }
    }
    return values[low]
  }
}
