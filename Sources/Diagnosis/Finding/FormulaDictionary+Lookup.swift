extension FormulaDictionary {
  /// The slack of a comparison with the wanted numbers; the bounds that decide come later, see `FormulaProof`.
  static let slack = 8.0
  static let roundoff = 0x1p-53

  /// The rows whose values are the wanted ones within their bounds, cheapest first.
  ///
  /// - Parameter cost: the largest cost of a row.
  mutating func lookup(_ wanted: Points.Series, upTo cost: Int, atMost most: Int) -> [Int] {
    guard let pivot = Self.sharpest(wanted) else { return [] }
    let rows = count(upTo: cost)
    if orders[pivot] == nil { orders[pivot] = order(by: pivot) }
    guard let order = orders[pivot] else { return [] }
    let tolerance = Self.slack * (wanted.errors[pivot] + 64 * Self.roundoff * abs(wanted.values[pivot]))
    var place = order.values.firstIndex(atLeast: wanted.values[pivot] - tolerance)
    var found: [Int] = []
    while place < order.values.count, order.values[place] <= wanted.values[pivot] + tolerance {
      let row = Int(order.rows[place])
      place += 1
      if row < rows && agrees(row, wanted) { found.append(row) }
    }
    found.sort()
    return Array(found.prefix(most))
  }

  private func agrees(_ row: Int, _ wanted: Points.Series) -> Bool {
    let start = row * width
    for i in 0..<width where wanted.values[i].isFinite && wanted.errors[i].isFinite {
      let (own, value) = (values[start + i], wanted.values[i])
      let tolerance = Self.slack * (wanted.errors[i] + 64 * Self.roundoff * (abs(own) + abs(value)))
      if !(abs(own - value) <= tolerance) { return false }
    }
    return true
  }

  /// The pivot at which the wanted number is known best, as a share of its size. Of nearly equal ones the first is
  /// taken, so that few orders are needed.
  private static func sharpest(_ wanted: Points.Series) -> Int? {
    var best: (pivot: Int, share: Double)?
    for i in wanted.values.indices where wanted.values[i].isFinite && wanted.values[i] != 0 {
      let share = wanted.errors[i] / abs(wanted.values[i])
      if share < 1e-13 { return i }
      if share < best?.share ?? .infinity { best = (i, share) }
    }
    return best?.pivot
  }

  private struct Entry {
    let value: Double
    let row: Int32
  }

  private func order(by pivot: Int) -> (rows: [Int32], values: [Double]) {
    // The values lie beside their rows while they are sorted: looking each up again would cost more than the sort.
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    for row in 0..<count { entries.append(Entry(value: values[row * width + pivot], row: Int32(row))) }
    entries.sort { $0.value < $1.value || $0.value == $1.value && $0.row < $1.row }
    return (entries.map(\.row), entries.map(\.value))
  }
}

extension [Double] {
  /// The first place of an ascending array with at least this value.
  fileprivate func firstIndex(atLeast value: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
