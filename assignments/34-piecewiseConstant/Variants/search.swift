import GradusKit

// Binary search for the first boundary that is still ahead.
struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    // [low, high) holds the first boundary that is ahead
    var (low, high) = (0, boundaries.count)
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] > Double(step) { high = middle } else { low = middle + 1 }
    }
    return values[low - 1]
  }
}
