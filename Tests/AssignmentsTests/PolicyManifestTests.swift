import Policy
import Testing

@testable import Assignments

/// The file in which a course writes its rules on time.
@Suite struct PolicyManifestTests {
  static let whole = """
    credit:
      - {until: 2026-01-29T23:59:59+01:00, percent: 110}
      - {until: 2026-01-31T23:59:59+01:00, percent: 100}
      - {until: 2026-02-02T23:59:59+01:00, percent: 80}
    grace: 10 min
    closes: 2026-02-05T23:59:59+01:00
    tokens: {student: 3, group: 1, each: 24 h, most: 2}
    counts: lastInTime
    """

  @Test func everythingIsRead() throws {
    let day = 86_400
    var expected = Policy()
    // date --utc --date 2026-01-31T23:59:59+01:00 +%s
    let due = 1_769_900_399
    expected.credit = [
      .init(until: due - 2 * day, percent: 110), .init(until: due, percent: 100),
      .init(until: due + 2 * day, percent: 80),
    ]
    expected.grace = 600
    expected.closes = due + 5 * day
    expected.tokens = .init(student: 3, group: 1, each: day, most: 2)
    expected.counts = .lastInTime
    #expect(try Policy(Self.whole.utf8, file: "policy.yaml") == expected)
  }

  /// A term goes over the change of the clocks.
  @Test func timesAreThoseOfTheZone() throws {
    let text = """
      credit: [{until: 2026-10-24T23:59:59, percent: 100}, {until: 2026-10-25T23:59:59, percent: 80}]
      closes: 2026-10-26T23:59:59+02:00
      timezone: Europe/Zurich
      """
    let policy = try Policy(text.utf8, file: "policy.yaml")
    #expect(policy.zone == Zone("Europe/Zurich"))
    // date --utc --date 2026-10-24T23:59:59+02:00 +%s, and so on
    #expect(policy.credit.map(\.until) == [1_792_879_199, 1_792_969_199] && policy.closes == 1_793_051_999)
  }

  @Test(arguments: [
    ("", "1: expected a policy's keys, one 'name: value' a line, found nothing"),
    ("counts: best\ncredits: []", "2: unknown key 'credits'; did you mean 'credit'?"),
    // A rule that nothing follows is none.
    (
      "counts: best\nhidden: {attempts: 5}",
      "2: unknown key 'hidden'; the keys here are timezone, credit, grace, closes, tokens, counts"
    ),
    ("counts: newest", "1: counts: unknown attempt that counts 'newest'; known are last, best, first, lastInTime"),
    (
      "closes: 2026-02-05T23:59:59",
      "1: closes: expected an instant with its offset from UTC, such as 2026-01-31T23:59:59+01:00, or without it beside a "
        + "'timezone', found the text '2026-02-05T23:59:59'"
    ),
    (
      "timezone: Europe/Zuerich",
      "1: timezone: expected a time zone such as Europe/Zurich, or an offset from UTC such as +01:00, found the text "
        + "'Europe/Zuerich'"
    ),
    (
      "timezone: Europe/Zurich\ncloses: 2026-10-25T02:30",
      "2: closes: expected a time that the clocks of Europe/Zurich show once, found '2026-10-25T02:30', which they show "
        + "twice: write its offset from UTC"
    ),
    (
      "timezone: Europe/Zurich\ncloses: 2026-03-29T02:30",
      "2: closes: expected a time that the clocks of Europe/Zurich show once, found '2026-03-29T02:30', which they show "
        + "never: they go forward then"
    ),
    ("grace: 10", "1: grace: expected a number of minutes, hours or days, such as 24 h, found the number 10"),
    (
      "tokens: {student: 1}",
      "1: tokens: the key 'each' is missing: expected a number of minutes, hours or days, such as 24 h"
    ),
    (
      "credit:\n  - {until: 2026-01-31T12:00Z, percent: 80}\n  - {until: 2026-02-01T12:00Z, percent: 90}",
      "3: credit: expected no more percent than in the step before, found more: a later hand-in would be worth more"
    ),
    (
      "credit:\n  - {until: 2026-01-31T12:00Z, percent: 80}\n  - {until: 2026-01-31T12:00Z, percent: 70}",
      "3: credit: expected an instant after that of the step before, found one that is not later"
    ),
    (
      "closes: 2026-01-30T12:00Z\ncredit:\n  - {until: 2026-01-31T12:00Z, percent: 80}",
      "3: credit: this step ends after 'closes': its credit could never be earned to the end"
    ),
    (
      "counts: best\ntokens: {student: 1, each: 1 day}",
      "2: tokens: expected steps under 'credit' beside tokens, found none: nothing is ever late"
    ),
    (
      "credit: [{until: 2026-01-31T12:00Z, percent: 100}]\ntokens: {each: 1 day}",
      "2: tokens: expected a number above 0 for 'student' or 'group', found neither: nobody has a token"
    ),
    (
      "credit: [{until: 2026-01-31T12:00Z, percent: 100}]\ntokens: {student: 1, most: 2, each: 1 day}",
      "2: tokens: expected at most 1, all tokens that there are, found 2"
    ),
    (
      "closes: 2026-01-31T12:00Z\ncredit: [{until: 2026-01-31T12:00Z, percent: 100}]\ntokens: {student: 1, each: 1 day}",
      "1: closes: expected 'closes' after the work is due, found the same instant: no token could be used"
    ),
    (
      "counts: lastInTime",
      "1: counts: expected steps under 'credit' beside 'counts: lastInTime', found none: nothing has a time"
    ),
  ])
  func aFaultIsOneSentence(_ text: String, _ sentence: String) throws {
    let error = try #require(throws: ManifestError.self) { try Policy(text.utf8, file: "policy.yaml") }
    #expect("\(error)" == "policy.yaml:" + sentence)
  }
}
