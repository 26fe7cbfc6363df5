import Testing

@testable import Policy

/// Expected seconds are those of `date --utc +%s`.
@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2026-01-31T23:59:59+01:00", 1_769_900_399),
    ("2022-06-25 13:16:26 -0600", 1_656_184_586),
    ("2022-06-25 19:16:26.123456000 Z", 1_656_184_586),
    ("2024-02-29T12:00Z", 1_709_208_000),
    ("2000-02-29T00:00:00-05", 951_800_400),
    ("2100-03-01T00:00:00Z", 4_107_542_400),
    ("1999-12-31 23:59:59 UTC", 946_684_799),
  ])
  func isRead(_ text: String, _ seconds: Int) {
    #expect(Instant.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "2026-01-31", "2026-01-31T23:59:59", "2023-02-29T12:00Z", "2026-13-01T00:00Z", "2026-01-31T24:00Z",
    "2026-01-31T23:59:59+15:00", "2026-01-31T23:59:59Z.", "2026-1-31T23:59Z", "2026-01-31T23:59:59.Z", "now",
  ])
  func isRefused(_ text: String) {
    #expect(Instant.seconds(text) == nil)
  }

  /// Every day of 400 years, whose calendar repeats.
  @Test func textAndSecondsAgree() {
    for day in stride(from: -20_000, to: 130_000, by: 1) {
      let seconds = day * 86400 + 86_340
      let text = Instant.text(seconds)
      #expect(Instant.seconds(text) == seconds)
    }
  }

  /// As Moodle writes it, one hour ahead of UTC.
  @Test(arguments: [
    "Saturday, 31 January 2026, 11:59 PM", "Samstag, 31. Januar 2026, 23:59", "samedi 31 janvier 2026, 23:59",
    "sábado, 31 de enero de 2026, 23:59", "31 January 2026, 23:59", "2026-01-31 23:59", "2026-01-31T22:59:00Z",
  ])
  func aSheetsInstantIsRead(_ text: String) {
    // date --utc --date 2026-01-31T23:59+01:00 +%s
    #expect(Instant.seconds(text, in: Zone("+01:00")) == 1_769_900_340)
  }

  @Test(arguments: [
    "-", "31/01/2026, 23:59", "31 January 2026", "31 Foo 2026, 23:59", "31 January 2026, 13:59 PM",
    "mar, 3 feb 2026, 10:00",
  ])
  func noneIsGuessed(_ text: String) {
    #expect(Instant.seconds(text, in: Zone("+01:00")) == nil)
  }

  @Test(arguments: [("+01:00", 3600), ("-0600", -21_600), ("Z", 0)]) func offset(_ text: String, _ seconds: Int) {
    #expect(Instant.offset(text) == seconds)
  }
}
