/// The numbers at which a difference vanishes.
enum Roots {
  /// The roots between neighbours of an ascending list, where the difference changes its sign.
  static func between(_ sizes: [Double], of difference: (Double) -> Double) -> [Double] {
    var found: [Double] = []
    guard var low = sizes.first else { return [] }
    var atLow = difference(low)
    for size in sizes.dropFirst() {
      let atSize = difference(size)
      if atLow.isFinite, atSize.isFinite, atLow != atSize, atLow * atSize <= 0 {
        found.append(root(low, atLow, size, atSize, difference))
      }
      (low, atLow) = (size, atSize)
    }
    return found
  }

  private static let mostSteps = 60

  /// The false position, with half the weight for an end that stays (the Illinois rule).
  private static func root(
    _ a: Double, _ atA: Double, _ b: Double, _ atB: Double, _ difference: (Double) -> Double
  ) -> Double {
    var (a, atA, b, atB) = (a, atA, b, atB)
    for _ in 0..<mostSteps where atB != 0 && abs(b - a) > 1e-16 * abs(b) {
      let next = b - atB * (b - a) / (atB - atA)
      let atNext = difference(next)
      if next == b || !atNext.isFinite { break }
      if atNext * atB < 0 { (a, atA) = (b, atB) } else { atA /= 2 }
      (b, atB) = (next, atNext)
    }
    return b
  }
}
