import GradeModel
import TestSupport
import Testing

@testable import Reporting

/// A class of thirty, each with full marks, a mistake, a crash or a program that does not compile, through every reader.
@Suite struct ClassOfReportsTests {
  static let readers: [any JUnitReader.Type] = [
    GitLab.self, Jenkins.self, Artemis.self, EnricoMi.self, Mikepenz.self, Dorny.self,
  ]

  static let class30: [Report] = (0..<30).map { student in
    let name = "student-\(student)"
    func all(_ outcome: Outcome, _ points: Double, place: Place? = nil) -> [Check] {
      ["usual", "generic"].flatMap { caseID in
        ["m", "v", "weights"].map {
          Fixtures.check(
            outcome, points, caseID: caseID, quantity: $0, message: "The program crashed.", place: place)
        }
      }
    }
    switch student % 4 {
    case 0: return Fixtures.report(all(.correct, 2), name: name)
    case 1:
      var checks = all(.correct, 2)
      checks[1] = Fixtures.check(
        .incorrect, quantity: "v", message: "v is not squared.", place: Place(file: "Adam.swift", line: 12),
        divergence: Fixtures.divergence)
      return Fixtures.report(checks, name: name)
    case 2: return Fixtures.report(all(.crashed, 0, place: Place(file: "Adam.swift", line: 7)), name: name)
    default:
      return Fixtures.report(
        all(.skipped, 0),
        obstacle: Obstacle(
          outcome: .notBuilt, message: "It does not compile.", place: Place(file: "Adam.swift", line: 3)),
        name: name)
    }
  }

  @Test(arguments: JUnit.Dialect.allCases) func nothingFolds(_ dialect: JUnit.Dialect) throws {
    let documents = try Self.class30.map { try Schema.wellFormed(JUnit.document(for: $0, dialect)) }
    // Eight times all right, eight times one mistake, seven times two crashes, seven times one error of the compiler.
    let expected: [SeenTest.Result: Int] = [
      .passed: 8 * 6 + 8 * 5, .failed: 8, .broken: 7 * 2 + 7, .skipped: 7 * 4 + 7 * 6,
    ]
    for reader in Self.readers {
      let read = reader.read(documents)
      let tests = try #require(read, "\(reader) gives up")
      let counts = Dictionary(grouping: tests, by: \.result).mapValues(\.count)
      #expect(counts == expected, "\(reader)")
      #expect(Set(tests.map(\.name)).count == tests.count, "\(reader)")
      for test in tests where test.result == .failed {
        #expect(test.said.hasPrefix("v is not squared."), "\(reader)")
        #expect(test.name.hasPrefix("usual/v (student-"), "\(reader)")
      }
      for test in tests where test.result == .broken || test.result == .skipped {
        #expect(!test.said.isEmpty, "\(reader)")
      }
    }
  }

  @Test(arguments: JUnit.Dialect.allCases) func thePlaceArrives(_ dialect: JUnit.Dialect) throws {
    let document = try Schema.wellFormed(try JUnit.document(for: Self.class30[1], dialect))
    for reader in [Mikepenz.self, Dorny.self] as [any JUnitReader.Type] {
      let failures = reader.read([document])?.filter { $0.result == .failed }
      let failed = try #require(failures?.first)
      #expect(failed.file == "Adam.swift")
      #expect(failed.line == 12)
    }
    let seen = try #require(GitLab.read([document])?.first { $0.result == .failed })
    #expect(seen.file == (dialect == .rich ? "Adam.swift" : nil))
  }

  @Test func theRichDialectIsTheStrictOneWithPlaces() throws {
    for (_, report) in Fixtures.shapes {
      let strict = try JUnit.document(for: report)
      let rich = try JUnit.document(for: report, .rich)
      #expect(rich.replacing(#/ file="[^"]*" line="[0-9]+">/#, with: ">") == strict)
    }
  }

  @Test func aCaseHasItsTimeOnce() throws {
    var report = Self.class30[0]
    report.caseSeconds = ["usual": 1.5, "generic": 0.25]
    let cases = try Schema.validated(try JUnit.document(for: report)).all("testcase")
    #expect(cases.map { $0.attributes["time"] } == ["1.500", "0.000", "0.000", "0.250", "0.000", "0.000"])
  }
}
