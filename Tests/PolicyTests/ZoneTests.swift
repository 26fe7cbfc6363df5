import Testing

@testable import Policy

/// Clocks that go forward on 29 March 2026 and back on 25 October, in both cases at 01:00 UTC.
@Suite struct ZoneTests {
  private static let zurich = Zone("Europe/Zurich")

  private static func texts(_ time: String) throws -> [String] {
    let (zone, time) = (try #require(zurich), try #require(Instant.time(time)))
    return zone.instants(showing: time).map(Instant.text)
  }

  @Test(arguments: [
    ("2026-01-31 23:59", ["2026-01-31 22:59 UTC"]), ("2026-07-31 23:59", ["2026-07-31 21:59 UTC"]),
    ("2026-03-29 01:59", ["2026-03-29 00:59 UTC"]), ("2026-03-29 02:00", []), ("2026-03-29 02:59", []),
    ("2026-03-29 03:00", ["2026-03-29 01:00 UTC"]), ("2026-10-25 01:59", ["2026-10-24 23:59 UTC"]),
    ("2026-10-25 02:00", ["2026-10-25 00:00 UTC", "2026-10-25 01:00 UTC"]),
    ("2026-10-25 02:59", ["2026-10-25 00:59 UTC", "2026-10-25 01:59 UTC"]),
    ("2026-10-25 03:00", ["2026-10-25 02:00 UTC"]),
  ])
  func theClocksAreThoseOfTheDay(_ time: String, _ instants: [String]) throws {
    #expect(try Self.texts(time) == instants)
  }

  @Test(arguments: ["Europe/Zuerich", "CET", "EST", "europe", "", "/", "+25:00"]) func noOtherTextIsAZone(
    _ text: String
  ) {
    #expect(Zone(text) == nil)
  }

  /// A hand-in is in time if it may have been, and a deadline is the later of two.
  @Test func ofTwoInstantsTheStudentHasTheBetter() {
    let twice = "Sunday, 25 October 2026, 2:30 AM"
    #expect(Instant.seconds(twice, in: Self.zurich) == Instant.seconds("2026-10-25T00:30Z"))
    #expect(Instant.seconds(twice, in: Self.zurich, twice: .last) == Instant.seconds("2026-10-25T01:30Z"))
    // Clocks that have not been changed yet.
    #expect(Instant.seconds("2026-03-29 02:30", in: Self.zurich) == Instant.seconds("2026-03-29T01:30Z"))
    // An offset that is written counts.
    #expect(Instant.seconds("2026-03-29T02:30+01:00", in: Self.zurich) == Instant.seconds("2026-03-29T01:30Z"))
    #expect(Instant.seconds("2026-03-29 02:30", in: nil) == nil)
  }

  /// Work that is due at 12:00 on the day of the change, and the day after: local times before and after are told apart.
  @Test(arguments: [
    ("2026-10-24 23:59", 100.0), ("2026-10-25 02:30", 100), ("2026-10-25 12:00", 100), ("2026-10-25 12:01", 50),
    ("2026-10-26 12:00", 50), ("2026-10-26 12:01", 0),
  ])
  func workIsDueByTheClocksOfTheDay(_ time: String, _ mark: Double) throws {
    var policy = Policy()
    for (until, percent) in [("2026-10-25T12:00", 100.0), ("2026-10-26T12:00", 50)] {
      policy.credit.append(.init(until: try #require(Instant.seconds(until, in: Self.zurich)), percent: percent))
    }
    let instant = try #require(Instant.seconds(time, in: Self.zurich))
    #expect(policy.settle([HandIn(number: 1, instant: instant, percent: 100)]).mark == mark)
  }
}
