internal import Foundation

/// The clocks of a place, which are ahead of UTC by one number of seconds in winter and often by another in summer.
package struct Zone: Equatable, Sendable {
  private enum Rule: Equatable {
    case offset(Int)
    case named(TimeZone)
  }

  private let rule: Rule
  /// The text that it was read from.
  package let name: String

  /// Reads a name of the IANA's time zones, such as `Europe/Zurich`, or an offset from UTC for all of the year, such as
  /// `+01:00`.
  ///
  /// - Returns: `nil` for any other text. An abbreviation is none: half the world has an EST.
  package init?(_ text: String) {
    name = text
    if let seconds = Instant.offset(text) {
      rule = .offset(seconds)
    } else if text.contains("/"), let zone = TimeZone(identifier: text) {
      rule = .named(zone)
    } else {
      return nil
    }
  }

  /// Returns the instants at which the clocks of the place show a time, in their order: two in an hour that comes twice, in
  /// autumn, and none in one that is left out, in spring.
  ///
  /// - Parameter time: the seconds since 1970 at which a clock of UTC shows the same.
  package func instants(showing time: Int) -> [Int] {
    // No place changes its clocks twice within two days, nor is one more than 15 hours from UTC.
    let offsets = Set([offset(at: time - Self.day), offset(at: time + Self.day)])
    return offsets.map { time - $0 }.filter { $0 + offset(at: $0) == time }.sorted()
  }

  /// Returns the first instant at which the clocks show a time; in an hour that is left out, as if they had not been changed.
  func first(showing time: Int) -> Int { instants(showing: time).first ?? time - offset(at: time - Self.day) }

  /// Returns the last such instant.
  func last(showing time: Int) -> Int { instants(showing: time).last ?? first(showing: time) }

  private static let day = 86_400

  /// Returns the seconds by which the clocks are ahead of UTC.
  private func offset(at instant: Int) -> Int {
    switch rule {
    case .offset(let seconds): seconds
    case .named(let zone): zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    }
  }
}
