extension Double {
  /// These points, rounded down to tenths of a maximum.
  package func inTenths(of maximum: Double) -> Double { maximum * Double(tenths(of: maximum)) / 10 }

  /// The whole tenths of a maximum that these points reach, up to all ten.
  package func tenths(of maximum: Double) -> Int {
    guard maximum.isFinite, maximum > 0, self > 0, self <= maximum else { return 0 }
    // Points are sums and shares, whose last digits may be off.
    return Int((10 * self / maximum * (1 + 1e-9)).rounded(.down))
  }

  /// True if these points are no more than others, but for roundings: points are sums and shares, whose last digits may be
  /// off.
  package func isAtMost(_ points: Double) -> Bool { self <= points + 1e-9 * points.magnitude }
}
