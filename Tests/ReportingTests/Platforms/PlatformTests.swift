import Foundation
import GradeModel
import Testing

@testable import Reporting

/// Every platform's file for every shape of a report, read back as the platform reads it.
@Suite struct PlatformTests {
  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  static let origin = Classroom50.Origin(
    classroom: "c", assignment: "a", submission: "submission-1", commit: "https://example.org/c",
    release: "https://example.org/r", review: "https://example.org/v", datetime: "2026-01-31T12:00:00Z")

  @Test(arguments: Fixtures.shapes.map(\.name)) func aWithheldGradeIsNoScore(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    #expect((try Gradescope.document(for: report) == nil) == !report.exitCode.hasGrade)
    #expect((try Classroom50.document(for: report, from: Self.origin) == nil) == !report.exitCode.hasGrade)
    #expect((try Autolab.lines(for: report) == nil) == !report.exitCode.hasGrade)
    #expect(try Self.object(PrairieLearn.document(for: report))["gradable"] as? Bool == report.exitCode.hasGrade)
  }

  @Test(arguments: Fixtures.shapes.map(\.name)) func everyPlatformHasTheMarks(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    if let text = try Gradescope.document(for: report) {
      let results = try Self.object(text)
      #expect(results["score"] as? Double == report.points)
      let tests = try #require(results["tests"] as? [[String: Any]])
      #expect(
        tests.allSatisfy { ["passed", "failed"].contains($0["status"] as? String) && $0["output"] as? String != "" })
      let sum = tests.reduce(0) { $0 + ($1["score"] as? Double ?? .nan) }
      #expect(abs(sum - report.points) < 1e-9)
    }
    if let text = try Classroom50.document(for: report, from: Self.origin) {
      let result = try Self.object(text)
      #expect(result["schema"] as? String == "classroom50/result/v1")
      let (score, most) = try (#require(result["score"] as? Int), #require(result["max-score"] as? Int))
      #expect(Double(score) <= report.points + 1e-6)
      #expect((score == most && most > 0) == (report.exitCode == .fullMarks && report.maximum > 0))
    }
    let learned = try Self.object(PrairieLearn.document(for: report))
    let share = try #require(learned["score"] as? Double)
    #expect((0...1).contains(share))
    #expect((share == 1) == (report.exitCode == .fullMarks))
    let tests = try #require(learned["tests"] as? [[String: Any]])
    #expect(tests.allSatisfy { $0["points"] is Double && $0["max_points"] is Double })
  }

  @Test func wholePointsAreNeverMoreThanEarned() {
    #expect(ReportCase.whole(99.999) == 99)
    #expect(ReportCase.whole(69.99999999999999) == 70)
    #expect(ReportCase.whole(.nan) == 0)
    #expect(ReportCase.whole(-3) == 0)
    #expect(ReportCase.wholeMaximum(7.5) == 8)
    #expect(ReportCase.wholeMaximum(100) == 100)
  }

  @Test func autolabReadsItsLastLine() throws {
    let report = Fixtures.report([
      Fixtures.check(.correct, 2, quantity: "m"), Fixtures.check(.correct, 2, caseID: "generic", quantity: "m"),
      Fixtures.check(.incorrect, quantity: "v", message: "v is\nnot squared."),
    ])
    let lines = try #require(try Autolab.lines(for: report)).split(separator: "\n")
    #expect(lines.count == 2)
    let scores = try #require(try Self.object(String(lines[1]))["scores"] as? [String: Double])
    #expect(scores == ["m": 4, "v": 0])
    let test = try #require(try Self.object(String(lines[0]))["Test"] as? [String: [String: Any]])
    #expect(test["v"]?["passed"] as? Bool == false)
    #expect(test["v"]?["hint"] as? String == "v is not squared.")
  }

  /// A level of feedback that keeps the compiler's words leaves the kind of the obstacle.
  @Test func autolabSaysWhatIsInTheWay() throws {
    var report = Fixtures.report([Fixtures.check(.skipped, quantity: "m")])
    report.obstacle = Obstacle(outcome: .notBuilt, message: "", details: "", place: nil)
    let lines = try #require(try Autolab.lines(for: report)).split(separator: "\n")
    let test = try #require(try Self.object(String(lines[0]))["Test"] as? [String: [String: Any]])
    #expect(test["m"]?["hint"] as? String == Wording.fallback(.notBuilt))
  }

  @Test func annotationsAreOneLineAndAtMostTen() throws {
    let hostile = "50 %\r\n::error::no, it: is"
    let checks = (0..<25).map {
      Fixtures.check(
        .incorrect, quantity: "q\($0)", message: "\(hostile) \($0)",
        place: $0 == 20 ? Place(file: "a,b:c.swift", line: 3) : nil)
    }
    let lines = GitHub.annotations(for: Fixtures.report(checks), in: "work")
    #expect(lines.count == 11)
    #expect(lines.allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
    // The one whose line is known comes first.
    #expect(lines[0].hasPrefix("::error file=work/a%2Cb%3Ac.swift,line=3,title=usual/q20::50 %25"))
    #expect(lines[10] == "::notice title=10-adam::15 more findings: see the step's summary or the report.")
    #expect(GitHub.annotations(for: Fixtures.report([Fixtures.check(.correct, 2)])).isEmpty)
    let same = ["usual", "generic"].map { Fixtures.check(.incorrect, caseID: $0, message: "v is not squared.") }
    #expect(GitHub.annotations(for: Fixtures.report(same)) == ["::error title=usual/mHat::v is not squared."])
  }

  /// Where the finding names no line, that of the quantity itself is shown, and of hidden cases none.
  @Test func aWrongQuantityIsShownOnItsLine() throws {
    var report = Fixtures.report([
      Fixtures.check(.incorrect, quantity: "m", message: "m is wrong."),
      Fixtures.check(.incorrect, caseID: "hidden", quantity: "m"),
      Fixtures.check(.followThrough, 1, quantity: "w"), Fixtures.check(.crashed, quantity: "v"),
    ])
    report.checks[1].finding = .hidden
    report.sources = SourceMap(
      quantities: ["m": Place(file: "Adam.swift", line: 17, column: 5)], type: Place(file: "Adam.swift", line: 3))
    let places = ReportCase.all(of: report).map { $0.result?.place?.line }
    #expect(places == [17, nil, nil, nil])
    #expect(
      GitHub.annotations(for: report, in: "work").contains { $0.hasPrefix("::error file=work/Adam.swift,line=17,") })
    #expect(try CodeQuality.document(for: report).contains("\"begin\" : 17"))
  }

  @Test func noLineIsTakenForACommand() {
    let text = GitHub.harmless(
      "a\n ::error::b\n##[group]c\n  \t::add-mask::d\nx::y\n │ e ##[stop-commands]f\n###[g\n##\u{301}[h\n")
    #expect(
      text
        == "a\n| ::error::b\n## [group]c\n|  \t::add-mask::d\nx::y\n │ e ## [stop-commands]f\n### [g\n##\u{301}[h\n")
  }

  @Test func aSummaryHoldsNothingButText() throws {
    let evil = "<img src=x onerror=alert(1)> | [a](javascript:b) `c` @all ```\n# head"
    let report = Fixtures.report([Fixtures.check(.incorrect, quantity: "m|n", message: evil)], name: "<b>*x*")
    let summary = GitHub.summary(for: report)
    let fenced = try #require(summary.firstRange(of: "````text\n")?.lowerBound)
    let outside = summary[..<fenced].replacing("**", with: "")
    for sign in ["<", "[a]", "javascript:", "`", "@", "*x*", "m|n"] { #expect(!outside.contains(sign), "\(sign)") }
    // The fence is longer than any in the text, and closed.
    #expect(summary[fenced...].split(separator: "\n").filter { $0.hasPrefix("````") } == ["````text", "````"])
    let rows = outside.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 3 && rows.allSatisfy { $0.count(where: { $0 == "|" }) == 4 })
    #expect(summary.contains("**Total&#58; 0 of 2 points**"))
  }

  @Test func codeQualityStandsOnLinesOfTheStudents() throws {
    let report = Fixtures.report([
      Fixtures.check(.incorrect, quantity: "m", place: Place(file: "Adam.swift", line: 4)),
      Fixtures.check(.incorrect, quantity: "v"), Fixtures.check(.correct, 2, quantity: "w"),
    ])
    let text = try CodeQuality.document(for: report, in: "src")
    let issues = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(issues.count == 1)
    let location = try #require(issues[0]["location"] as? [String: Any])
    #expect(location["path"] as? String == "src/Adam.swift")
    #expect((location["lines"] as? [String: Int])?["begin"] == 4)
    #expect(issues[0]["severity"] as? String == "major")
    let again = try CodeQuality.document(for: report, in: "src")
    #expect(again == text)
  }

  @Test(arguments: Fixtures.shapes.map(\.name)) func dashboardsCountRightly(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    let results = try #require(try Self.object(CTRF.document(for: report, version: "1"))["results"] as? [String: Any])
    let summary = try #require(results["summary"] as? [String: Int])
    let tests = try #require(results["tests"] as? [[String: Any]])
    #expect(summary["tests"] == tests.count)
    #expect((summary["failed"] == 0) == (report.exitCode == .fullMarks))
    let sarif = try Self.object(SARIF.document(for: report, version: "1", in: "a b"))
    let run = try #require((sarif["runs"] as? [[String: Any]])?.first)
    let found = try #require(run["results"] as? [[String: Any]])
    #expect(found.isEmpty == (report.exitCode == .fullMarks))
    #expect(found.allSatisfy { $0["locations"] != nil })
  }

  @Test func theThreadFlowGoesThroughTheSteps() throws {
    let text = try SARIF.document(for: Fixtures.report([Fixtures.late]), version: "1", in: "a b")
    let run = try #require((try Self.object(text)["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let flow = try #require((result["codeFlows"] as? [[String: [[String: [[String: Any]]]]]])?.first)
    let steps = try #require(flow["threadFlows"]?.first?["locations"])
    let said = steps.compactMap { (($0["location"] as? [String: Any])?["message"] as? [String: String])?["text"] }
    #expect(said.first == "step 1: 1.2e-2 from what is expected")
    #expect(said.count == 3)
    #expect(text.contains("\"uri\" : \"a%20b/Sources/Adam.swift\""))
  }
}
