package import GradeModel

/// Gradescope's `results.json`.
///
/// One test of the visibility `hidden` would hide the total from the student. A hidden case is told as far as the report
/// tells it, and is visible.
package enum Gradescope {
  /// Returns the document; `nil` for a grade of which the platform must not have a score: a withheld one, and one that is told in
  /// part past the limit, after submissions without a score.
  ///
  /// - Parameter limit: the submission's place among earlier ones, if there is a limit.
  package static func document(for report: Report, limit: SubmissionLimit.Standing? = nil) throws(JSONReportError)
    -> String?
  {
    guard report.exitCode.hasGrade else { return nil }
    let pair = Numerals.shortPoints(report.points, of: report.maximum)
    let total = Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum)
    // Points of cases that are left out would be missing from the sum.
    let isUnknown = report.isPart && limit?.isPast == true
    let standing = isUnknown ? limit?.score : nil
    if isUnknown, standing == nil { return nil }
    var said = [total] + report.notes.map { Visible.line(Wording.sentence(of: $0), limit: Limits.message) }
    if let limit, limit.isPast { said.insert(Wording.pastLimit(limit, keepsScore: standing != nil), at: 0) }
    var extraData = ["assignment": report.assignment.id, "verdict": Wording.verdict(report.exitCode)]
    extraData[SubmissionLimit.mark] = limit.map { $0.isPast ? SubmissionLimit.past : SubmissionLimit.within }
    return try JSON.text(
      Results(
        score: standing ?? report.points, output: said.joined(separator: "\n"),
        tests: ReportCase.all(of: report).enumerated().map { Test($0.element, number: $0.offset + 1) },
        extraData: extraData))
  }

  private struct Results: Encodable {
    var score: Double
    var output: String
    var outputFormat = "text"
    var stdoutVisibility = "hidden"
    var tests: [Test]
    var extraData: [String: String]

    private enum CodingKeys: String, CodingKey {
      case score, output, tests
      case outputFormat = "output_format"
      case stdoutVisibility = "stdout_visibility"
      case extraData = "extra_data"
    }
  }

  private struct Test: Encodable {
    var score: Double
    var maxScore: Double
    var status: String
    var name: String
    var nameFormat = "text"
    var number: String
    var output: String
    var outputFormat = "text"
    var visibility = "visible"

    init(_ one: ReportCase, number: Int) {
      score = one.marks.points
      maxScore = one.marks.maximum
      status = one.passes ? "passed" : "failed"
      name = one.title
      self.number = String(number)
      output = one.result.map { $0.kind == .skipped ? $0.message : $0.body } ?? Wording.passed
    }

    private enum CodingKeys: String, CodingKey {
      case score, status, name, number, output, visibility
      case maxScore = "max_score"
      case nameFormat = "name_format"
      case outputFormat = "output_format"
    }
  }
}
