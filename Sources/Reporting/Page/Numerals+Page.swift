extension Numerals {
  /// Writes a number for a page: few digits, a real minus, and a power of ten as such: `−1.235 × 10⁻⁷`.
  static func short(_ value: Double, digits: Int = 4) -> String { typeset(trimmed(significant(value, digits: digits))) }

  /// Writes two numbers for a page with as few digits as tell them apart; if that takes more than `widest` characters, they differ
  /// by a rounding, and have few digits too.
  static func short(_ first: Double, beside second: Double, widest: Int = .max) -> (String, String) {
    // No number of digits tells equal ones apart.
    if first == second || first.isNaN && second.isNaN { return (short(first), short(second)) }
    let pair = parted(first, second)
    if max(pair.0.count, pair.1.count) > widest { return (short(first), short(second)) }
    return (typeset(trimmed(pair.0)), typeset(trimmed(pair.1)))
  }

  private static func typeset(_ number: String) -> String {
    let parts = number.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let power = Int(parts[1]) else { return number.replacing("-", with: "−") }
    return parts[0].replacing("-", with: "−") + " × 10" + superscript(power)
  }

  static func superscript(_ number: Int) -> String {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
    return String(String(number).map { digits[$0] ?? $0 })
  }
}
