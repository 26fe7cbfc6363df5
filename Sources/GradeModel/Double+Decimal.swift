#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension Double {
  /// The number with so many significant digits, as a program would write it.
  package func decimal(_ digits: Int) -> String { "\(rounded(toDigits: digits))" }

  /// The nearest number of so many significant digits.
  package func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let exponent = Int(floor(log10(abs(self))))
    let scale = pow(10, Double(digits - 1 - exponent))
    guard scale.isFinite, scale > 0 else { return self }
    return (self * scale).rounded() / scale
  }
}
