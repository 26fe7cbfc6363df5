package import GradeModel

/// GitLab's code quality report: what is wrong, on the student's lines.
package enum CodeQuality {
  /// - Parameter folder: the submission's folder as the checkout has it, empty for the checkout itself.
  package static func document(for report: Report, in folder: String = "") throws(JSONReportError) -> String {
    try JSON.text(
      ReportCase.byUse(ReportCase.all(of: report)).compactMap { one in
        // Without a line of the student's own an annotation would stand where nothing is wrong.
        guard let result = one.result, result.kind != .skipped, let place = result.place else { return nil }
        return Issue(
          description: result.message, name: "gradus.\(result.type)",
          fingerprint: (one.name + "\n" + result.message).utf8.digest,
          severity: result.kind == .error ? "critical" : "major",
          location: Location(path: CheckoutPath.of(place.file, in: folder), lines: ["begin": place.line]))
      } as [Issue])
  }

  private struct Issue: Encodable {
    var description: String
    var name: String
    var fingerprint: String
    var severity: String
    var location: Location

    private enum CodingKeys: String, CodingKey {
      case description, fingerprint, severity, location
      case name = "check_name"
    }
  }

  private struct Location: Encodable {
    var path: String
    var lines: [String: Int]
  }
}
