import Foundation
import GradeModel
import Testing

@testable import Reporting

/// Limits on what is told, by the times at which submissions came.
@Suite struct SubmissionLimitTests {
  /// Python's `datetime.fromisoformat(text).timestamp()`.
  @Test(
    arguments: [
      ("2018-07-01T14:22:32.365935-07:00", 1_530_480_152.365935), ("2024-02-29T23:59:59Z", 1_709_251_199),
      ("2000-03-01T00:00:00+05:30", 951_849_000), ("1970-01-01T00:00:00Z", 0),
      ("2100-12-31T12:00:00.5+0000", 4_133_937_600.5),
    ] as [(String, Double)]
  ) func timesAreRead(_ text: String, _ seconds: Double) {
    #expect(Instant.seconds(text) == seconds)
  }

  @Test(arguments: ["", "noon", "2018-07-01", "2018-13-01T00:00:00Z", "2018-07-01T25:00:00Z", "2018-07-01T00:00:00"])
  func otherTextIsNoTime(_ text: String) { #expect(Instant.seconds(text) == nil) }

  /// Python's `datetime.fromtimestamp(seconds, UTC)`.
  @Test(
    arguments: [
      (1_709_251_200, "2024-03-01 00:00 UTC"), (1_709_164_800, "2024-02-29 00:00 UTC"),
      (951_849_000, "2000-02-29 18:30 UTC"), (4_133_937_541, "2100-12-31 12:00 UTC"), (0, "1970-01-01 00:00 UTC"),
    ] as [(Double, String)]
  ) func timesAreShownToTheMinute(_ seconds: Double, _ text: String) { #expect(Instant.shown(seconds) == text) }

  @Test(arguments: ["5/24h", "1/30m", "10/7d"]) func limitsAreRead(_ text: String) {
    #expect(SubmissionLimit(text) != nil)
  }

  @Test(arguments: ["", "5", "5/h", "0/24h", "5/0h", "5/24", "-1/24h", "5/24w", "99999/1h"])
  func otherTextIsNoLimit(_ text: String) { #expect(SubmissionLimit(text) == nil) }

  private func metadata(_ previous: String, created: String = "2026-01-02T12:00:00.000000+00:00") throws
    -> GradescopeMetadata
  {
    try GradescopeMetadata(
      Array(#"{"id": 7, "created_at": "\#(created)", "previous_submissions": [\#(previous)]}"#.utf8))
  }

  private func entry(_ time: String, score: String = "40.0", more: String = "") -> String {
    #"{"submission_time": "2026-01-\#(time)Z", "score": \#(score)\#(more)}"#
  }

  @Test func submissionsWithinTheSpanCount() throws {
    let limit = try #require(SubmissionLimit("2/24h"))
    let one = entry("01T11:59:59") + "," + entry("01T12:00:01")
    // The first came more than a day before.
    #expect(!limit.standing(of: try metadata(one)).isPast)
    let two = limit.standing(of: try metadata(one + "," + entry("02T11:00:00", score: "70.5")))
    #expect(two.isPast && two.earlier == 2 && two.score == 70.5)
    #expect(two.next == Instant.seconds("2026-01-02T12:00:01Z"))
    // In another order, and at another time zone's hour.
    let turned = entry("02T11:00:00", score: "70.5") + "," + entry("01T12:00:01")
    #expect(limit.standing(of: try metadata(turned)).score == 70.5)
    #expect(limit.standing(of: try metadata(one, created: "2026-01-02T13:00:00+02:00")).isPast)
  }

  @Test func faultsOfTheGraderAndThosePastTheLimitDoNotCount() throws {
    let limit = try #require(SubmissionLimit("1/24h"))
    for more in [
      #", "autograder_error": true"#, #", "results": {"extra_data": {"limit": "past"}}"#,
    ] {
      #expect(!limit.standing(of: try metadata(entry("02T11:00:00", more: more))).isPast, "\(more)")
    }
    let within = #", "results": {"extra_data": {"limit": "within"}}, "autograder_error": false"#
    #expect(limit.standing(of: try metadata(entry("02T11:00:00", more: within))).isPast)
  }

  /// Another version of the file is not held against the student.
  @Test(
    arguments: [
      "3", "null", #"{"submission_time": 12}"#, #"{"submission_time": "yesterday", "score": 3}"#,
      #"{"submission_time": "2026-01-02T11:00:00Z", "score": {"a": []}, "results": 5}"#,
    ]
  ) func whatCannotBeReadIsNotHeldAgainstAnyone(_ previous: String) throws {
    let limit = try #require(SubmissionLimit("2/24h"))
    #expect(!limit.standing(of: try metadata(previous)).isPast)
  }

  @Test(
    arguments: [
      ("", "no JSON object"), ("[]", "'created_at'"), ("{}", "'created_at'"), (#"{"created_at": 5}"#, "'created_at'"),
      (#"{"created_at": "5"}"#, "'created_at'"), (String(repeating: "[", count: 100_000), "no JSON object"),
    ]
  ) func anUnusableFileSaysWhy(_ text: String, _ reason: String) {
    do {
      _ = try GradescopeMetadata(Array(text.utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.reason.contains(reason) || (text == "[]" && error.reason.contains("no JSON object")))
    }
  }

  @Test func theScoreStaysWherePointsAreNotTold() throws {
    var report = Fixtures.report([Fixtures.check(.correct, 2)])
    let limit = try #require(SubmissionLimit("5/24h"))
    let past = SubmissionLimit.Standing(limit: limit, earlier: 5, score: 70.5, next: 1_709_251_200)
    func results(_ standing: SubmissionLimit.Standing?) throws -> [String: Any] {
      try PlatformTests.object(try Gradescope.document(for: report, limit: standing) ?? "")
    }
    #expect(try results(past)["score"] as? Double == 2)
    report.notes = [.hiddenCasesUntold]
    let told = try results(past)
    #expect(told["score"] as? Double == 70.5)
    let output = try #require(told["output"] as? String)
    #expect(
      output.hasPrefix(
        "5 submissions are told everything in 24 hours, and 5 came before this one: less is told of it. "
          + "The next is, from 2024-03-01 00:00 UTC on. The score stays that of the submission before.\n"))
    #expect((told["extra_data"] as? [String: String])?["limit"] == "past")
    #expect(try results(nil)["score"] as? Double == 2)
    let within = SubmissionLimit.Standing(limit: limit, earlier: 4, score: 70.5, next: nil)
    #expect(try results(within)["score"] as? Double == 2)
    #expect((try results(within)["extra_data"] as? [String: String])?["limit"] == "within")
    // A score that nobody knows is not 0.
    var first = past
    first.score = nil
    #expect(try Gradescope.document(for: report, limit: first) == nil)
  }

  /// Of a course that tells nothing past the limit, with hidden cases and without.
  @Test(arguments: [Set<String>(), ["hidden-1"]]) func theScoreStaysWhereNothingIsTold(_ hidden: Set<String>) throws {
    let whole = Fixtures.report([
      Fixtures.check(.correct, 2), Fixtures.check(.correct, 2, caseID: "hidden-1"),
    ])
    let report = whole.telling(Feedback.Levels(open: .nothing, hidden: .nothing), hidden: hidden)
    let limit = try #require(SubmissionLimit("5/24h"))
    var past = SubmissionLimit.Standing(limit: limit, earlier: 5, score: 70.5, next: nil)
    let results = try PlatformTests.object(try Gradescope.document(for: report, limit: past) ?? "")
    #expect(results["score"] as? Double == 70.5)
    #expect((results["output"] as? String)?.contains("The score stays") == true)
    past.score = nil
    #expect(try Gradescope.document(for: report, limit: past) == nil)
  }
}
