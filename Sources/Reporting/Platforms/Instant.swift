/// A point in time as services write it: RFC 3339.
enum Instant {
  /// Returns the seconds since 1970 of `2018-07-01T14:22:32.365935-07:00`; `nil` for any other text.
  static func seconds(_ text: String) -> Double? {
    let pattern = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)/
    guard let match = text.wholeMatch(of: pattern), let year = Int(match.1), let month = Int(match.2),
      let day = Int(match.3), let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    let digits = match.8.filter(\.isNumber)
    var offset = 0
    if let zone = Int(digits) { offset = (zone / 100 * 60 + zone % 100) * (match.8.hasPrefix("-") ? -60 : 60) }
    let whole = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset
    return Double(whole) + (match.7.flatMap { Double("0" + $0) } ?? 0)
  }

  /// Returns a time to the minute, as people read it.
  static func shown(_ seconds: Double) -> String {
    // Rounded up: a minute too early would be refused.
    let minutes = Int((seconds / 60).rounded(.up))
    let (year, month, day) = date(Int((Double(minutes) / 1440).rounded(.down)))
    let rest = minutes - days(year, month, day) * 1440
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day)) \(two(rest / 60)):\(two(rest % 60)) UTC"
  }

  /// Returns the days from 1970-01-01 to a date of the Gregorian calendar.
  ///
  /// Years begin in March, so that the leap day is a year's last: 365 days, and one more every 4, but not every 100, but every
  /// 400 years; months from March on have 153 days in five.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let month = month > 2 ? month - 3 : month + 9
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468
  }

  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    var year = 1970 + days / 366
    while self.days(year + 1, 1, 1) <= days { year += 1 }
    var month = 1
    while month < 12, self.days(year, month + 1, 1) <= days { month += 1 }
    return (year, month, days - self.days(year, month, 1) + 1)
  }
}
