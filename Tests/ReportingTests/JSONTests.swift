import GradeModel
import TestSupport
import Testing

@testable import Reporting

@Suite struct JSONTests {
  @Test(arguments: Fixtures.shapes.map(\.name).filter { $0 != "nan points" && $0 != "durations" })
  func aReportReadsBackEqual(_ name: String) throws {
    let report = try #require(Fixtures.shapes.first { $0.name == name }).report
    let document = try JSON.document(for: report)
    #expect(try JSON.report(from: Array(document.utf8)) == report)
    #expect(document.hasSuffix("}\n"))
    #expect(try JSON.document(for: report) == document)
  }

  /// A terminal that shows the file takes them for the start of a command.
  @Test func noControlCharacterStandsInIt() throws {
    let controls = String(String.UnicodeScalarView((1...0x9F).compactMap { Unicode.Scalar($0) }))
    let report = Fixtures.report([Fixtures.check(.crashed, message: controls)], name: controls, output: controls)
    let document = try JSON.document(for: report)
    #expect(
      document.unicodeScalars.allSatisfy {
        $0 == "\n" || !(0...0x1F).contains($0.value) && !(0x7F...0x9F).contains($0.value)
      })
    #expect(document.contains("\\u009b") && document.contains("\\u007f"))
    #expect(try JSON.report(from: Array(document.utf8)) == report)
  }

  @Test func numbersThatAreNoneAreStrings() throws {
    let element = Divergence.Element(index: [0], yours: .nan, expected: -.infinity, allowed: .infinity)
    let divergence = Divergence(parameter: "W", step: 1, steps: 1, differing: 1, count: 1, elements: [element])
    let report = Fixtures.report([Fixtures.check(.incorrect, divergence: divergence)])
    let document = try JSON.document(for: report)
    #expect(document.contains("\"yours\" : \"NaN\""))
    #expect(document.contains("\"expected\" : \"-Infinity\""))
    #expect(document.contains("\"allowed\" : \"Infinity\""))
    let copy = try JSON.report(from: Array(document.utf8)).checks[0].divergence?.elements[0]
    #expect(copy?.yours.isNaN == true)
    #expect(copy?.expected == -.infinity)
    #expect(copy?.allowed == .infinity)
  }

  @Test func theResultFollowsFromTheChecks() throws {
    let lost = try JSON.document(for: Fixtures.report([Fixtures.check(.correct, 0.849, of: 1)]))
    #expect(
      lost.contains(
        """
          "result" : {
            "exitCode" : 1,
            "maximum" : 1,
            "points" : 0.849,
            "verdict" : "marks lost"
          },
        """))
    let withheld = try JSON.document(for: Fixtures.report([Fixtures.check(.correct, .nan)]))
    #expect(
      withheld.contains(
        """
          "result" : {
            "exitCode" : 70,
            "maximum" : 2,
            "verdict" : "withheld"
          },
        """))
  }

  @Test func keysAreSorted() throws {
    let document = try JSON.document(for: Fixtures.report([Fixtures.typical(.correct)]))
    // The report's own fields stand two spaces in.
    let keys = document.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map {
      String($0.split(separator: "\"")[1])
    }
    #expect(
      keys == [
        "assignment", "checks", "durations", "format", "notes", "output", "remarks", "result", "sandbox", "submission",
        "timestamp",
        "toolchain",
      ])
  }

  @Test func anotherFormatIsRefused() throws {
    let document = try JSON.document(for: Fixtures.report([])).replacing("\"format\" : 2", with: "\"format\" : 1")
    #expect(throws: JSONReportError.unknownFormat(1)) { try JSON.report(from: Array(document.utf8)) }
    #expect(
      "\(JSONReportError.unknownFormat(1))" == "The report is of format 1; this version of Gradus reads format 2.")
  }

  @Test(arguments: ["", "{", "[]", "null", "{\"format\": 2}", "\u{0}"]) func whatIsNoReportIsRefused(_ text: String) {
    #expect { try JSON.report(from: Array(text.utf8)) } throws: { error in
      guard case JSONReportError.unreadable = error else { return false }
      return !"\(error)".contains("\n")
    }
  }
}
