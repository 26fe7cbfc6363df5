import GradeModel
import TestSupport
import Testing

@testable import Reporting

@Suite struct JUnitTests {
  /// The one result of a case, or "pass".
  static func result(_ testCase: Element) -> String { testCase.children.first?.name ?? "pass" }

  static func suite(_ report: Report) throws -> Element {
    let root = try Schema.validated(try JUnit.document(for: report))
    return try #require(root.children.first)
  }

  static func cases(_ report: Report) throws -> [Element] { try suite(report).all("testcase") }

  @Test(arguments: Fixtures.shapes.map(\.name)) func everyShapeIsValidAndCountsRightly(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    let suite = try Self.suite(report)
    let results = suite.all("testcase").map(Self.result)
    #expect(suite.attributes["tests"] == "\(results.count)")
    #expect(suite.attributes["failures"] == "\(results.count { $0 == "failure" })")
    #expect(suite.attributes["errors"] == "\(results.count { $0 == "error" })")
    #expect(suite.attributes["skipped"] == "\(results.count { $0 == "skipped" })")
    let isGreen = !results.contains("failure") && !results.contains("error")
    #expect(isGreen == (report.exitCode == .fullMarks), "fails open: \(results)")
  }

  @Test(
    arguments: [
      (.correct, "pass"), (.followThrough, "pass"), (.unproven, "failure"), (.incorrect, "failure"),
      (.missing, "failure"), (.skipped, "skipped"), (.crashed, "error"), (.timedOut, "error"), (.notBuilt, "error"),
      (.tampered, "error"), (.graderError, "error"),
    ] as [(Outcome, String)]
  ) func eachOutcomeHasItsResult(_ outcome: Outcome, _ expected: String) throws {
    let first = try #require(try Self.cases(Fixtures.report([Fixtures.typical(outcome)])).first)
    #expect(Self.result(first) == expected)
    #expect(first.attributes["classname"] == "gradus.10-adam.usual")
    #expect(first.attributes["name"] == "usual/mHat (ada.swift)")
    if expected == "failure" || expected == "error" {
      #expect(first.children[0].attributes["type"] == outcome.rawValue)
    }
  }

  @Test(arguments: [Outcome.correct, .followThrough], [0, 1, 1.999_999, 2.0.nextDown])
  func fewerPointsAreAFailure(_ outcome: Outcome, _ points: Double) throws {
    let first = try Self.cases(Fixtures.report([Fixtures.check(outcome, points, message: "")]))[0]
    #expect(Self.result(first) == "failure")
  }

  @Test(
    arguments: [
      (.correct, .nan, 2), (.correct, .infinity, 2), (.correct, -1, 2), (.correct, 3, 2), (.correct, 2, .nan),
      (.correct, .infinity, .infinity), (.incorrect, 2, 2), (.skipped, 2, 2), (.crashed, 1, 2),
    ] as [(Outcome, Double, Double)]
  ) func pointsThatMakeNoSenseAreAnError(_ outcome: Outcome, _ points: Double, _ maximum: Double) throws {
    let report = Fixtures.report([Fixtures.check(outcome, points, of: maximum)])
    let suite = try Self.suite(report)
    #expect(Self.result(suite.all("testcase")[0]) == "error")
    #expect(!suite.all("property").contains { $0.attributes["name"] == "gradus.points" }, "a withheld grade is given")
  }

  @Test(arguments: ["", " ", "\n\t", "\u{200B}", "\u{2060}\u{00AD}"], Outcome.allCases.filter { !$0.mayEarn })
  func aBlankMessageIsReplaced(_ message: String, _ outcome: Outcome) throws {
    let result = try Self.cases(Fixtures.report([Fixtures.check(outcome, message: message)]))[0].children[0]
    #expect(result.attributes["message"] == Wording.fallback(outcome))
    if outcome != .skipped { #expect(result.text.hasPrefix(Wording.fallback(outcome))) }
  }

  @Test func nothingCheckedIsAnError() throws {
    let cases = try Self.cases(Fixtures.report([]))
    #expect(cases.map(Self.result) == ["error"])
  }

  @Test func allSkippedIsNoSuccess() throws {
    let cases = try Self.cases(Fixtures.report([Fixtures.check(.skipped), Fixtures.check(.correct, 2, quantity: "m")]))
    #expect(cases.map(Self.result) == ["skipped", "pass", "failure"])
    let last = try #require(cases.last)
    #expect(last.attributes["name"] == "marks (ada.swift)")
    #expect(last.children.first?.attributes["message"] == "Total: 2 of 4 points")
  }

  @Test func anObstacleIsACaseAndLeavesNoPass() throws {
    let obstacle = Obstacle(
      outcome: .notBuilt, message: "It does not compile.", details: "error: no such thing",
      place: Place(file: "Sources/Adam.swift", line: 7))
    let cases = try Self.cases(
      Fixtures.report(
        [
          Fixtures.check(.correct, 2), Fixtures.check(.skipped, quantity: "m"),
          Fixtures.check(.notBuilt, quantity: "v"),
        ],
        obstacle: obstacle))
    #expect(cases.map(Self.result) == ["error", "skipped", "skipped", "skipped"])
    #expect(cases[0].attributes["name"] == "compile (ada.swift)")
    #expect(cases[0].attributes["classname"] == "gradus.10-adam")
    #expect(cases[0].children[0].attributes["type"] == "notBuilt")
    #expect(cases[0].children[0].text == "It does not compile.\nerror: no such thing\n Sources/Adam.swift:7")
  }

  @Test func theBodyHoldsTheWholeFinding() throws {
    let check = Fixtures.check(
      .incorrect, message: "mHat differs.", explanation: ["It equals m."],
      place: Place(file: "Sources/Adam.swift", line: 42), divergence: Fixtures.divergence)
    let failure = try Self.cases(Fixtures.report([check]))[0].children[0]
    #expect(failure.attributes["message"] == "mHat differs.")
    #expect(
      failure.text == """
        mHat differs.
        0 of 2 points
        mHat/W differs first at step 3 of 50 (12 of 64 elements)
          [0, 5]   yours 0.01720   expected 0.01699   relative error 1.2e-2   allowed 4e-16
          [10, 5]  yours -1.500    expected 0         off by 1.5              allowed 1e-17
        It equals m.
         Sources/Adam.swift:42
        """)
  }

  @Test func thePlaceIsNotCutOff() throws {
    let check = Fixtures.check(
      .incorrect, explanation: [String(repeating: "long ", count: 100_000)], place: Place(file: "a.swift", line: 1))
    let text = try Self.cases(Fixtures.report([check]))[0].children[0].text
    #expect(text.hasSuffix("\n a.swift:1"))
    #expect(text.count < 17_000)
  }

  @Test func namesAreUnique() throws {
    let twins = [
      Fixtures.check(.correct, 2), Fixtures.check(.incorrect), Fixtures.check(.correct, 2, quantity: "mHat (2)"),
    ]
    let names = try Self.cases(Fixtures.report(twins)).compactMap { $0.attributes["name"] }
    #expect(
      names == ["usual/mHat (ada.swift)", "usual/mHat (ada.swift) (2)", "usual/mHat (2) (ada.swift)"])
  }

  @Test func theSuiteSaysWhatWasGraded() throws {
    let report = Fixtures.report([Fixtures.check(.correct, 0.849, of: 1)], output: "one\ntwo\n")
    let suite = try Self.suite(report)
    let expected = [
      "name": "10-adam: ada.swift", "package": "gradus.10-adam", "id": "0", "timestamp": "2026-01-31T12:00:00",
      "hostname": "localhost", "tests": "1", "failures": "1", "errors": "0", "skipped": "0", "time": "1.750",
    ]
    #expect(suite.attributes == expected)
    let properties = Dictionary(
      suite.all("property").map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    #expect(properties["gradus.points"] == "0.849")
    #expect(properties["gradus.maximum"] == "1.000")
    #expect(properties["gradus.exitCode"] == "1")
    #expect(properties["gradus.verdict"] == "marks lost")
    #expect(properties["gradus.points.usual/mHat"] == "0.849 of 1.000 points")
    #expect(properties["gradus.seconds.compile"] == "1.250")
    #expect(suite.all("system-out").map(\.text) == ["one\ntwo\n"])
    #expect(suite.all("system-err").map(\.text) == [""])
  }

  @Test(
    arguments: [
      ("2026-01-31T12:00:00", "2026-01-31T12:00:00"), ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00"),
      ("2024-02-29T23:59:59", "2024-02-29T23:59:59"), ("2025-02-29T00:00:00", "1970-01-01T00:00:00"),
      ("2026-13-01T00:00:00", "1970-01-01T00:00:00"), ("0000-01-01T00:00:00", "1970-01-01T00:00:00"),
      ("2026-01-31T24:00:00", "1970-01-01T00:00:00"), ("2026-01-31T12:00", "1970-01-01T00:00:00"),
      ("2026-01-31T12:00:00+01:00", "1970-01-01T00:00:00"), ("", "1970-01-01T00:00:00"), ("Z", "1970-01-01T00:00:00"),
    ]
  ) func timestampsHaveNoZone(_ text: String, _ expected: String) {
    #expect(JUnit.timestamp(text) == expected)
  }

  @Test func theSchemaRefusesWhatFailsOpen() throws {
    let document = try JUnit.document(for: Fixtures.report([Fixtures.check(.incorrect, message: "Said.")]))
    #expect(Schema.isValid(document))
    let edits = [
      ("message=\"Said.\"", "message=\"\""), ("message=\"Said.\"", "message=\" \""), ("message=\"Said.\" ", ""),
      (">Said.\n0 of 2 points<", "><"), ("time=\"0.000\"", "time=\"1e-05\""), ("time=\"0.000\"", "time=\"nan\""),
      ("time=\"0.000\"", "time=\"0.0000\""), ("id=\"0\"", "id=\"1\""), ("T12:00:00\"", "T12:00:00Z\""),
      ("<testcase ", "<testcase file=\"a.swift\" "), ("</testcase>", "<skipped message=\"x\"/></testcase>"),
      ("</testsuite>", "</testsuite><testsuite/>"), ("name=\"usual/mHat (ada.swift)\"", "name=\"\""),
      ("tests=\"1\"", "tests=\"0\""),
    ]
    for (old, new) in edits {
      let edited = document.replacing(old, with: new)
      #expect(edited != document, "nothing to edit: \(old)")
      #expect(!Schema.isValid(edited), "\(new) is accepted")
    }
  }
}
