package import GradeModel

/// Classroom 50's `result.json` (`classroom50/result/v1`): marks in whole points.
package enum Classroom50 {
  /// The submission as the platform names it, from its environment.
  package struct Origin: Encodable, Sendable {
    package var classroom: String
    package var assignment: String
    package var submission: String
    package var commit: String
    package var release: String
    package var review: String
    /// The commit's instant, UTC, `2026-01-31T12:00:00Z`.
    package var datetime: String

    package init(
      classroom: String, assignment: String, submission: String, commit: String, release: String, review: String,
      datetime: String
    ) {
      self.classroom = classroom
      self.assignment = assignment
      self.submission = submission
      self.commit = commit
      self.release = release
      self.review = review
      self.datetime = datetime
    }
  }

  /// Returns the document; `nil` for a withheld grade, which the platform is told by an exit code.
  package static func document(for report: Report, from origin: Origin) throws(JSONReportError) -> String? {
    guard report.exitCode.hasGrade else { return nil }
    return try JSON.text(
      Result(
        origin: origin, score: ReportCase.whole(report.points), maxScore: ReportCase.wholeMaximum(report.maximum),
        tests: ReportCase.all(of: report).map(Test.init)))
  }

  private struct Result: Encodable {
    var origin: Origin
    var score: Int
    var maxScore: Int
    var tests: [Test]

    private enum CodingKeys: String, CodingKey {
      case schema, score, tests
      case maxScore = "max-score"
    }

    func encode(to encoder: any Encoder) throws {
      try origin.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("classroom50/result/v1", forKey: .schema)
      try container.encode(score, forKey: .score)
      try container.encode(maxScore, forKey: .maxScore)
      try container.encode(tests, forKey: .tests)
    }
  }

  private struct Test: Encodable {
    var name: String
    var passed: Bool
    var score: Int
    var maxScore: Int
    /// Beyond the schema, which keeps what it does not know: the points to the last fraction, and the sentence.
    var points: Double
    var message: String

    init(_ one: ReportCase) {
      name = one.title
      passed = one.passes
      score = one.wholePoints
      maxScore = ReportCase.wholeMaximum(one.marks.maximum)
      points = one.marks.points
      message = one.result?.message ?? Wording.passed
    }

    private enum CodingKeys: String, CodingKey {
      case passed, score, points, message
      case name = "test-name"
      case maxScore = "max-score"
    }
  }
}
