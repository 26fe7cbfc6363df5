import GradusKit

extension Array where Element: Comparable {
  /// How many of the sorted elements are not above a value.
  fileprivate func count(upTo value: Element) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

struct PiecewiseConstant: Schedule {
  var boundaries: [Double] = []
  var values: [Double] = []

  func rate(at step: Int) -> Double {
    values[boundaries.count(upTo: Double(step)) - 1]
  }
}
