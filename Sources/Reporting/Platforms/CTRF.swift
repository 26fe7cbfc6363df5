package import GradeModel

/// The Common Test Report Format, which many dashboards read.
package enum CTRF {
  /// - Parameter version: Gradus's own.
  package static func document(for report: Report, version: String) throws(JSONReportError) -> String {
    let cases = ReportCase.all(of: report)
    let tests = cases.map {
      Test($0, suite: JUnit.suite(submission: report.submission.name, assignment: report.assignment.id))
    }
    func count(_ status: String) -> Int { tests.count { $0.status == status } }
    return try JSON.text(
      Document(
        results: Results(
          tool: ["name": "gradus", "version": version],
          summary: [
            "tests": tests.count, "passed": count("passed"), "failed": count("failed"), "pending": 0,
            "skipped": count("skipped"), "other": 0, "start": 0, "stop": 0,
          ], tests: tests)))
  }

  private struct Document: Encodable {
    var reportFormat = "CTRF"
    var specVersion = "0.0.0"
    var results: Results
  }

  private struct Results: Encodable {
    var tool: [String: String]
    var summary: [String: Int]
    var tests: [Test]
  }

  private struct Test: Encodable {
    var name: String
    var status: String
    /// Milliseconds.
    var duration: Int
    var message: String?
    var trace: String?
    var suite: String
    var filePath: String?
    var line: Int?
    var extra: [String: Double]

    init(_ one: ReportCase, suite: String) {
      name = one.name
      status = one.passes ? "passed" : one.result?.kind == .skipped ? "skipped" : "failed"
      duration = one.seconds.isFinite ? Int(min(max(one.seconds, 0), 1e6) * 1000) : 0
      message = one.result?.message
      trace = one.result?.body
      self.suite = suite
      filePath = one.result?.place.map { JUnit.token($0.file) }
      line = one.result?.place?.line
      extra = ["points": one.marks.points, "maximum": one.marks.maximum]
    }
  }
}
