import Assignments
import Foundation
import TestSupport
import Testing

/// Every sample that ships with an assignment, graded by the real program: what the manifest promises must come out.
@Suite struct SampleTests {
  private static let library = AssignmentLibrary(
    directory: Repository.root + "/assignments", recipes: RecipeSignature.catalogue)

  static let samples: [String] = (try? library.assignment("10-adam").samples.map(\.name)) ?? []

  @Test func thereAreSamples() { #expect(Self.samples.count >= 15) }

  @Test(arguments: samples)
  func aSampleEarnsWhatTheManifestSays(name: String) throws {
    let assignment = try Self.library.assignment("10-adam")
    let sample = try #require(assignment.samples.first { $0.name == name })
    let path = try #require(Self.library.path(of: sample, in: "10-adam"))
    let scratch = try Scratch()
    let (junit, json) = (scratch.path + "/report.xml", scratch.path + "/report.json")
    let result = try Gradus.run(["check", path, "--assignment", "10-adam", "--junit", junit, "--json", json])

    let full = sample.expectedPoints(of: assignment.points) == assignment.points
    let expectedCode: Int32 = sample.ends == .notBuilt ? 2 : full ? 0 : 1
    #expect(result.code == expectedCode, "\(result.output)\(result.errors)")

    let report = try Report(at: json)
    #expect(report.points == sample.expectedPoints(of: assignment.points))
    func quantities(_ outcomes: Set<String>) -> Set<String> {
      Set(report.checks.filter { outcomes.contains($0.outcome) }.map(\.quantity))
    }
    let outcomes = Set(report.checks.map(\.outcome))
    switch sample.ends {
    case .finished:
      #expect(outcomes.isSubset(of: ["correct", "followThrough", "unproven", "incorrect"]))
      #expect(quantities(["incorrect", "unproven"]) == Set(sample.origin))
      #expect(quantities(["incorrect", "unproven", "followThrough"]) == Set(sample.fails))
      let said = report.checks.flatMap { $0.diagnosis?.sentences ?? [] }
      if let words = sample.diagnosis { #expect(said.contains { $0.contains(words) }, "\(said)") }
    case .notBuilt: #expect(outcomes == ["skipped"] && report.obstacle?.outcome == "notBuilt")
    case .crashed: #expect(outcomes == ["crashed"])
    case .timedOut: #expect(outcomes == ["timedOut"])
    }
    // A crash, an endless loop and a compiler's message name the student's line.
    if sample.ends == .crashed || sample.ends == .timedOut { #expect(report.checks.allSatisfy { $0.place != nil }) }
    if sample.ends == .notBuilt { #expect(report.obstacle?.place != nil) }

    let suites = try Schema.validated(String(contentsOfFile: junit, encoding: .utf8))
    let suite = try #require(suites.all("testsuite").first)
    #expect((suite.attributes["failures"] == "0" && suite.attributes["errors"] == "0") == full)
  }

  /// The report as a reader without our types sees it.
  private struct Report: Decodable {
    struct Place: Decodable {
      let file: String
      let line: Int
    }
    struct Check: Decodable {
      let quantity: String
      let outcome: String
      let points: Double
      let place: Place?
      let diagnosis: Diagnosis?
    }
    struct Diagnosis: Decodable { let sentences: [String] }
    struct Obstacle: Decodable {
      let outcome: String
      let place: Place?
    }
    let checks: [Check]
    let obstacle: Obstacle?
    var points: Double { checks.reduce(0) { $0 + $1.points } }

    init(at path: String) throws {
      self = try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(filePath: path)))
    }
  }
}
