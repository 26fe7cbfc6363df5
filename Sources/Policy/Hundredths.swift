extension Double {
  /// These points in whole hundredths, which is what tables and sheets have: halves up. Points are sums and shares, whose last
  /// digits may be off, so that 66.665 is 6667 however it came about.
  package var hundredths: Int { Int((self * 100 * (1 + 1e-12)).rounded()) }
}
