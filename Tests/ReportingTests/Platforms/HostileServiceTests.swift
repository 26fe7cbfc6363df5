import TestSupport
import Testing

@testable import Reporting

/// Hostile text in every field of every service's format.
@Suite struct HostileServiceTests {
  @Test(arguments: 0..<300) func everyServiceReadsWhatIsWritten(_ seed: Int) throws {
    let report = HostileTextTests.report(seed: UInt64(seed))
    var draws = Draws(state: UInt64(seed))
    let texts = (0..<7).map { _ in HostileTextTests.text(&draws) }
    let origin = Classroom50.Origin(
      classroom: texts[0], assignment: texts[1], submission: texts[2], commit: texts[3], release: texts[4],
      review: texts[5], datetime: texts[6])
    try Gradescope.document(for: report).map(ServiceText.gradescope)
    try ServiceText.prairieLearn(PrairieLearn.document(for: report))
    try Classroom50.document(for: report, from: origin).map(ServiceText.classroom50)
    try Autolab.lines(for: report).map(ServiceText.autolab)
    try ServiceText.ctrf(CTRF.document(for: report, version: texts[0]))
    try ServiceText.sarif(SARIF.document(for: report, version: texts[0], in: "work"))
    try ServiceText.codeQuality(CodeQuality.document(for: report, in: "work"))
    try ServiceText.annotations(GitHub.annotations(for: report, in: "work"))
    try ServiceText.log(GitHub.harmless(Console.text(for: report) + Console.text(for: report, view: View(.brief))))
    try ServiceText.summary(GitHub.summary(for: report))
  }

  /// The readers themselves: each refuses what its service would.
  @Test func theReadersRefuse() {
    let wrong: [() throws -> Void] = [
      { try ServiceText.gradescope(#"{"score": "NaN", "tests": []}"#) },
      { try ServiceText.gradescope(#"{"score": 1, "tests": [{"status": "skipped"}]}"#) },
      { try ServiceText.prairieLearn(#"{"score": 1, "tests": [{"name": "m"}]}"#) },
      {
        try ServiceText.classroom50(#"{"schema": "classroom50/result/v1", "score": 1.5, "max-score": 2, "tests": []}"#)
      },
      { try ServiceText.autolab("{}\n{\"scores\": {\"m\": \"NaN\"}}\n") }, { try ServiceText.autolab("{}\n") },
      { try ServiceText.ctrf(#"{"results": {"summary": {"tests": 2}, "tests": [{"name": "m"}]}}"#) },
      { try ServiceText.annotations(["::error file=a::b\n::error::c"]) },
      { try ServiceText.annotations(["::error file=a:b::c"]) }, { try ServiceText.annotations(["::add-mask::c"]) },
      { try ServiceText.log("a\n \t::error::b") }, { try ServiceText.log("a\r##[group]b") },
      { try ServiceText.summary("a <b>") }, { try ServiceText.summary("```text\na\n") },
      { try ServiceText.summary("| a | b | c | d |") },
    ]
    for read in wrong { #expect(throws: ServiceText.Broken.self) { try read() } }
  }
}
