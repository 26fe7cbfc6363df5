/// Numbers as a report writes them: without a locale, and never so that two different ones look alike.
enum Numerals {
  /// Writes two numbers with as few significant digits, but at least `minimum`, as tell them apart.
  static func parted(
    _ first: Double, _ second: Double, minimum: Int = 4, _ write: (Double, Int) -> String = significant
  ) -> (String, String) {
    var pair = ("", "")
    // Seventeen digits tell any two doubles apart.
    for digits in minimum...17 {
      pair = (write(first, digits), write(second, digits))
      if pair.0 != pair.1 { break }
    }
    return pair
  }

  /// Writes points and their maximum with three decimals,
  /// and more if fewer points than the maximum would look like all.
  static func points(_ points: Double, of maximum: Double) -> (points: String, maximum: String) {
    // Nobody reads the three hundred digits that fixed point gives to a grader's mishap.
    let isHuge = [points, maximum].contains { $0.isFinite && $0.magnitude >= 1e15 }
    for places in 3...20 where !isHuge {
      let pair = (points: fixed(points, places: places), maximum: fixed(maximum, places: places))
      if points == maximum || pair.points != pair.maximum { return pair }
    }
    // Only a huge number or a tiny maximum gets here.
    let pair = parted(points, maximum)
    return (pair.0, pair.1)
  }

  /// Writes points and their maximum for reading: as `points(_:of:)`, without the zeros that end a fraction.
  static func shortPoints(_ points: Double, of maximum: Double) -> (points: String, maximum: String) {
    let pair = self.points(points, of: maximum)
    return (trimmed(pair.points), trimmed(pair.maximum))
  }

  /// Writes seconds in fixed point with three decimals, never negative; 0.000 for a number that is no duration.
  static func seconds(_ seconds: Double) -> String {
    let isDuration = seconds.isFinite && seconds > 0
    return fixed(isDuration ? min(seconds, 999_999_999) : 0, places: 3)
  }

  /// Writes a number in fixed point with so many decimals: `0.849`.
  static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return unordered(value) }
    let decimal = Decimal(value).rounded(keeping: { $0 + places })
    return sign(value, unless: decimal.isZero) + decimal.positional(places: places)
  }

  /// Writes a number with so many significant digits: in fixed point where that is short, else `1.235e-7`.
  static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return unordered(value) }
    if value == 0 { return sign(value) + "0" }
    let decimal = Decimal(value).rounded(keeping: { _ in digits })
    guard decimal.point > -4, decimal.point <= digits else { return scientific(value, digits: digits) }
    return sign(value) + decimal.positional(places: digits - decimal.point)
  }

  /// Writes a number with so many significant digits and an exponent, without the zeros that end the fraction: `4e-16`.
  static func scientific(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return unordered(value) }
    if value == 0 { return sign(value) + "0" }
    let decimal = Decimal(value).rounded(keeping: { _ in digits })
    let fraction = decimal.digits.dropFirst().map(String.init).joined()
    return sign(value) + "\(decimal.digits[0])" + (fraction.isEmpty ? "" : "." + fraction) + "e\(decimal.point - 1)"
  }

  /// Writes an error: `1.5`, but `1.2e-2` and `4e-16`, so that orders of magnitude compare at a glance.
  static func error(_ value: Double, digits: Int) -> String {
    (0.1..<10_000).contains(value.magnitude)
      ? trimmed(significant(value, digits: digits)) : scientific(value, digits: digits)
  }

  private static func unordered(_ value: Double) -> String {
    value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }

  private static func sign(_ value: Double, unless isZero: Bool = false) -> String {
    value.sign == .minus && !isZero ? "-" : ""
  }

  static func trimmed(_ text: String) -> String {
    guard text.contains("."), !text.contains("e") else { return text }
    let kept = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(kept.reversed())
  }
}

/// The decimal digits of a number's magnitude: 0.d₁d₂d₃… × 10^point, as few as identify the number.
private struct Decimal {
  /// From 0 to 9, without zeros at either end; empty for zero.
  var digits: [Int]
  /// The place of the decimal point, counted from before the first digit.
  var point: Int

  var isZero: Bool { digits.isEmpty }

  init(_ value: Double) {
    // The description is the shortest text that reads back as the same number: 0.017, 5e-324, 1.5e+20.
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    digits = mantissa.joined().compactMap(\.wholeNumberValue)
    point = mantissa[0].count + exponent
    normalize()
  }

  /// Returns the nearest number with only so many digits (ties to even); `keeping` gets the place of the decimal point.
  func rounded(keeping: (Int) -> Int) -> Decimal {
    var result = self
    let kept = keeping(point)
    guard kept < digits.count else { return result }
    guard kept >= 0 else {
      result.digits = []
      return result
    }
    let isUp: Bool
    if digits[kept] == 5, digits.count == kept + 1 {
      isUp = kept > 0 && !digits[kept - 1].isMultiple(of: 2)
    } else {
      isUp = digits[kept] >= 5
    }
    result.digits.removeSubrange(kept...)
    if isUp { result.increment() }
    result.normalize()
    return result
  }

  /// Writes the number in fixed point with so many decimals, which the digits do not exceed.
  func positional(places: Int) -> String {
    func digit(_ place: Int) -> Int { digits.indices.contains(place) ? digits[place] : 0 }
    // A zero has no place of its own.
    let point = isZero ? 0 : self.point
    let whole = point > 0 ? (0..<point).map { String(digit($0)) }.joined() : "0"
    let fraction = (0..<max(places, 0)).map { String(digit(point + $0)) }.joined()
    return fraction.isEmpty ? whole : whole + "." + fraction
  }

  /// Adds one to the last digit.
  private mutating func increment() {
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  private mutating func normalize() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 0 { digits.removeLast() }
  }
}
