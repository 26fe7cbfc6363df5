extension Double {
  /// True if these points are no more than others, but for roundings: points are sums and shares, whose last digits may be
  /// off.
  package func isAtMost(_ points: Double) -> Bool { self <= points + 1e-9 * points.magnitude }
}
