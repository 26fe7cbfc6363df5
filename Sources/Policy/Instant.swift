/// Instants as text, in seconds since 1970.
package enum Instant {
  /// Reads `2026-01-31T23:59:59+01:00`, with `Z` for UTC; seconds may be left out and may have a fraction, which is dropped.
  /// A space may stand for the `T` and before the offset, as in `2026-01-31 23:59:59 -0600`.
  ///
  /// - Returns: `nil` for any other text. An instant without an offset from UTC is none: it would mean another one in
  ///   another place.
  package static func seconds(_ text: String) -> Int? {
    var rest = text.utf8[...]
    guard let year = number(&rest, digits: 4), take("-", &rest), let month = number(&rest, digits: 2), take("-", &rest),
      let day = number(&rest, digits: 2), take("T", &rest) || take(" ", &rest), let hour = number(&rest, digits: 2),
      take(":", &rest), let minute = number(&rest, digits: 2)
    else { return nil }
    var second = 0
    if take(":", &rest) {
      guard let written = number(&rest, digits: 2) else { return nil }
      second = written
      if take(".", &rest) {
        let fraction = rest.prefix { (0x30...0x39).contains($0) }
        guard !fraction.isEmpty else { return nil }
        rest = rest.dropFirst(fraction.count)
      }
    }
    _ = take(" ", &rest)
    guard let offset = offset(&rest), rest.isEmpty, (1...12).contains(month), day >= 1,
      day <= days(of: month, in: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    return days(until: year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
  }

  /// Returns `2026-01-31 22:59 UTC`.
  package static func text(_ seconds: Int) -> String {
    let day = Int((Double(seconds) / 86400).rounded(.down))
    let rest = seconds - day * 86400
    let (year, month, date) = civil(day)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(year)-\(two(month))-\(two(date)) \(two(rest / 3600)):\(two(rest / 60 % 60)) UTC"
  }

  private static func offset(_ rest: inout Substring.UTF8View) -> Int? {
    if take("Z", &rest) { return 0 }
    if rest.elementsEqual("UTC".utf8) {
      rest = rest.dropFirst(3)
      return 0
    }
    let sign: Int
    if take("+", &rest) { sign = 1 } else if take("-", &rest) { sign = -1 } else { return nil }
    guard let hours = number(&rest, digits: 2), hours <= 14 else { return nil }
    _ = take(":", &rest)
    guard let minutes = rest.isEmpty ? 0 : number(&rest, digits: 2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private static func number(_ rest: inout Substring.UTF8View, digits: Int) -> Int? {
    let found = rest.prefix(digits)
    guard found.count == digits, found.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(digits)
    return found.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func take(_ sign: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is the last.

  private static func days(until year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = (shifted / 400, shifted % 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
