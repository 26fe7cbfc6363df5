internal import GradeModel

/// The numbers that a program may have written: of all in an interval the one with the fewest digits.
enum Literals {
  /// Returns nil if the interval is empty or out of all proportion.
  static func shortest(_ low: Double, _ high: Double) -> Double? {
    guard low <= high, max(abs(low), abs(high)) <= 1e15 else { return nil }
    if low <= 0 && high >= 0 { return 0 }
    let middle = low + (high - low) / 2
    var best: (value: Double, digits: Double)?
    for digits in 1...16 {
      let rounded = middle.rounded(toDigits: digits)
      guard rounded >= low, rounded <= high else { continue }
      best = (rounded, Double(digits))
      break
    }
    guard var best else { return nil }
    for denominator in [3.0, 6, 7, 9, 12] where best.digits > 2.5 {
      let numerator = (middle * denominator).rounded()
      let fraction = numerator / denominator
      if numerator != 0, abs(numerator) < 100, fraction >= low, fraction <= high { best = (fraction, 2.5) }
    }
    for constant in constants where best.digits > 4 && constant >= low && constant <= high { best = (constant, 3) }
    return best.value
  }

  /// e, π, ln 2, ln 10, their inverses, √2.
  static let constants: [Double] = [
    2.718281828459045, .pi, 0.6931471805599453, 2.302585092994046, 1.4426950408889634, 0.4342944819032518,
    1.4142135623730951,
  ]

  /// The count of digits that a number costs a reader: of 0.95 two, of a simple fraction two and a half.
  static func digits(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return 1 }
    var count = 16.0
    for digits in 1...16 where value.rounded(toDigits: digits) == value {
      count = Double(digits)
      break
    }
    if count > 3 {
      for denominator in [3.0, 6, 7, 9, 12] {
        let numerator = (value * denominator).rounded()
        if numerator != 0, abs(numerator) < 100, abs(value - numerator / denominator) < 2e-15 * abs(value) {
          return 2.5
        }
      }
      // A constant of mathematics, whole or cut off after a few digits.
      if constants.contains(where: { abs($0 - abs(value)) < 1e-4 }) { return 3 }
    }
    return count
  }
}
