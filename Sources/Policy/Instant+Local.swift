extension Instant {
  /// The instant that is meant where clocks have shown a time twice.
  package enum Twice: Sendable { case first, last }

  /// Reads an instant, with its offset from UTC or as the clocks of a place show it.
  ///
  /// - Parameters:
  ///   - zone: the place; without it a text without an offset is no instant.
  ///   - twice: what favours the student: the first for a hand-in, the last for a deadline.
  package static func seconds(_ text: String, in zone: Zone?, twice: Twice = .first) -> Int? {
    if let seconds = seconds(text) { return seconds }
    guard let zone, let time = time(text) else { return nil }
    return twice == .first ? zone.first(showing: time) : zone.last(showing: time)
  }

  /// Reads a time without an offset from UTC, as sheets write it: `2026-01-31 23:59`, or with a month's name, as Moodle does in
  /// the site's language: `Saturday, 31 January 2026, 11:59 PM`.
  ///
  /// - Returns: the seconds since 1970 at which a clock of UTC shows it; `nil` for any other text. A month as a number beside a
  ///   day could be either, and so could two words that are months.
  package static func time(_ text: String) -> Int? {
    if let seconds = seconds(text + "Z") { return seconds }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != ":" }.map(String.init)
    let numbers = words.filter { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    // "mar" is a Tuesday too: of two months neither is taken.
    let named = Set(words.compactMap { Self.month($0) })
    guard named.count == 1, let month = named.first,
      let year = numbers.first(where: { $0.count == 4 }), let day = numbers.first(where: { $0.count <= 2 }),
      let time = words.first(where: { $0.contains(":") })
    else { return nil }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, var hour = Int(parts[0]) else { return nil }
    if words.contains("am") || words.contains("pm") {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (words.contains("pm") ? 12 : 0)
    }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return seconds("\(year)-\(two(month))-\(two(Int(day) ?? 0))T\(two(hour)):\(parts[1])Z")
  }

  /// Reads `+01:00`, `-0600` or `Z`.
  package static func offset(_ text: String) -> Int? {
    seconds("1970-01-01T00:00" + text).map { -$0 }
  }

  /// Returns the number of a month by its name in English, German, French, Spanish, Italian or Portuguese.
  private static func month(_ name: String) -> Int? {
    months.firstIndex { $0.contains(name) }.map { $0 + 1 }
  }

  private static let months: [Set<String>] = [
    ["january", "jan", "januar", "janvier", "enero", "gennaio", "janeiro"],
    ["february", "feb", "februar", "février", "febrero", "febbraio", "fevereiro"],
    ["march", "mar", "märz", "mars", "marzo", "março"],
    ["april", "apr", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maggio", "maio"],
    ["june", "jun", "juni", "juin", "junio", "giugno", "junho"],
    ["july", "jul", "juli", "juillet", "julio", "luglio", "julho"],
    ["august", "aug", "août", "agosto"],
    ["september", "sep", "septembre", "septiembre", "settembre", "setembro"],
    ["october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    ["november", "nov", "novembre", "noviembre", "novembro"],
    ["december", "dec", "dezember", "décembre", "diciembre", "dicembre", "dezembro"],
  ]
}
