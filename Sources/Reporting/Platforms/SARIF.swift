package import GradeModel

/// The report in SARIF 2.1.0: a result for each finding, with a thread flow from the first step to the divergence.
package enum SARIF {
  /// - Parameters:
  ///   - version: Gradus's own.
  ///   - folder: the submission's folder as the checkout has it, empty for the checkout itself.
  package static func document(for report: Report, version: String, in folder: String = "") throws(JSONReportError)
    -> String
  {
    let distances = Dictionary(
      report.checks.map { (JUnit.token($0.id), $0.distances ?? []) }, uniquingKeysWith: { first, _ in first })
    let results = ReportCase.all(of: report).compactMap { one -> Result? in
      guard let result = one.result, result.kind != .skipped else { return nil }
      // A result needs a file: that of the mistake, else the submission's first.
      guard let file = result.place?.file ?? report.submission.files.first else { return nil }
      let place = Location(
        path: CheckoutPath.of(file, in: folder), line: result.place?.line, said: nil)
      let steps = (distances[one.title] ?? []).map { distance in
        ThreadStep(
          location: Location(
            path: CheckoutPath.of(file, in: folder), line: result.place?.line,
            said: Wording.distance(
              step: distance.step, Numerals.error(distance.fromExpected, digits: 2))))
      }
      return Result(
        ruleId: "gradus.\(result.type)", message: ["text": "\(one.title): \(result.message)"], locations: [place],
        codeFlows: steps.isEmpty ? nil : [["threadFlows": [["locations": steps]]]])
    }
    let rules = Set(results.map(\.ruleId)).sorted().map { ["id": $0] }
    return try JSON.text(
      Document(
        runs: [
          Run(
            tool: ["driver": Driver(name: "gradus", version: version, rules: rules)], results: results)
        ]))
  }

  private struct Document: Encodable {
    var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    var version = "2.1.0"
    var runs: [Run]

    private enum CodingKeys: String, CodingKey {
      case version, runs
      case schema = "$schema"
    }
  }

  private struct Run: Encodable {
    var tool: [String: Driver]
    var results: [Result]
  }

  private struct Driver: Encodable {
    var name: String
    var version: String
    var rules: [[String: String]]
  }

  private struct Result: Encodable {
    var ruleId: String
    var level = "error"
    var message: [String: String]
    var locations: [Location]
    var codeFlows: [[String: [[String: [ThreadStep]]]]]?
  }

  private struct ThreadStep: Encodable { var location: Location }

  private struct Location: Encodable {
    var physicalLocation: PhysicalLocation
    var message: [String: String]?

    init(path: String, line: Int?, said: String?) {
      physicalLocation = PhysicalLocation(
        artifactLocation: ["uri": CheckoutPath.encoded(path)], region: line.map { ["startLine": $0] })
      message = said.map { ["text": $0] }
    }
  }

  private struct PhysicalLocation: Encodable {
    var artifactLocation: [String: String]
    var region: [String: Int]?
  }
}
