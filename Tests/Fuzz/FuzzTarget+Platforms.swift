import GradeModel
import TestSupport

@testable import Reporting

extension FuzzTarget {
  /// Every service's text holds whatever a student wrote, and is still what the service reads.
  static func platforms(_ bytes: [UInt8]) {
    _ = try? GradescopeMetadata(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    _ = SubmissionLimit(text)
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func part(_ index: Int) -> String { parts.isEmpty ? "" : parts[index % parts.count] }
    let outcomes = Outcome.allCases.filter { $0 != .graderError }
    let checks = (0..<min(parts.count, 5)).map { index in
      Check(
        caseID: part(index), quantity: part(index + 1), outcome: outcomes[(bytes.count + index) % outcomes.count],
        points: 0, maximum: 1, finding: .crashed(message: part(index + 2)),
        place: index % 2 == 0 ? Place(file: part(index + 3), line: index + 1) : nil,
        diagnosis: index % 3 == 0 ? Diagnosis(kinds: [], sentences: [text], evidence: part(index)) : nil)
    }
    let report = Report(
      submission: SubmissionIdentity(name: part(0), files: [part(1)]),
      assignment: AssignmentIdentity(id: part(2), title: part(3), recipe: part(4), convention: part(5)),
      timestamp: part(6), sandbox: "full", toolchain: part(7),
      obstacle: bytes.count % 5 == 0 ? Obstacle(outcome: .notBuilt, message: part(8), details: text) : nil,
      checks: checks, notes: [.changesInput(part(9))], output: text)
    let origin = Classroom50.Origin(
      classroom: part(0), assignment: part(1), submission: part(2), commit: part(3), release: part(4), review: part(5),
      datetime: part(6))
    do {
      try Gradescope.document(for: report).map(ServiceText.gradescope)
      try ServiceText.prairieLearn(PrairieLearn.document(for: report))
      try Classroom50.document(for: report, from: origin).map(ServiceText.classroom50)
      try Autolab.lines(for: report).map(ServiceText.autolab)
      try ServiceText.ctrf(CTRF.document(for: report, version: part(10)))
      try ServiceText.sarif(SARIF.document(for: report, version: part(10), in: "work"))
      try ServiceText.codeQuality(CodeQuality.document(for: report, in: "work"))
      try ServiceText.annotations(GitHub.annotations(for: report, in: "work"))
      try ServiceText.log(GitHub.harmless(Console.text(for: report) + Console.text(for: report, view: View(.brief))))
      try ServiceText.summary(GitHub.summary(for: report))
      let outputs = GitHub.outputs(for: report).split(separator: "\n")
      precondition(outputs.count == 3 && outputs.allSatisfy { $0.contains("=") }, "other outputs")
      for dialect in JUnit.Dialect.allCases {
        let document = try JUnit.document(for: report, dialect)
        if dialect == .strict { _ = try Schema.validated(document) }
        let names = try Schema.wellFormed(document).all("testcase").compactMap { $0.attributes["name"] }
        precondition(Set(names).count == names.count && !names.isEmpty, "two test cases of one name")
      }
    } catch {
      fatalError("\(error)")
    }
  }
}
