package import GradeModel

/// PrairieLearn's `results.json`, below 1 MB: a score from 0 to 1, and points on every test, without which it shows none.
package enum PrairieLearn {
  private static let mostBytes = 900_000

  package static func document(for report: Report) throws(JSONReportError) -> String {
    let cases = ReportCase.all(of: report)
    let pair = Numerals.shortPoints(report.points, of: report.maximum)
    var results = Results(
      gradable: report.exitCode.hasGrade,
      score: !report.exitCode.hasGrade || report.maximum <= 0 ? 0 : min(max(report.points / report.maximum, 0), 1),
      message: Wording.total(report.exitCode, points: pair.points, maximum: pair.maximum),
      tests: cases.map { Test($0, output: $0.result?.body ?? "") })
    let whole = try JSON.text(results)
    if whole.utf8.count <= mostBytes { return whole }
    results.tests = cases.map { Test($0, output: "") }
    return try JSON.text(results)
  }

  private struct Results: Encodable {
    var gradable: Bool
    var score: Double
    var message: String
    var tests: [Test]
  }

  private struct Test: Encodable {
    var name: String
    var description: String
    var points: Double
    var maxPoints: Double
    var message: String
    var output: String

    init(_ one: ReportCase, output: String) {
      (name, description) = (one.title, one.className)
      (points, maxPoints) = one.marks
      message = one.result?.message ?? Wording.passed
      self.output = output
    }

    private enum CodingKeys: String, CodingKey {
      case name, description, points, message, output
      case maxPoints = "max_points"
    }
  }
}
