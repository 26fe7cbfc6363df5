import Assignments
import Equations
import Foundation
import GradeModel
import TestSupport
import Testing

/// Every sample that ships with an assignment, graded by the real program: what the manifest promises must come out.
@Suite struct SampleTests {
  private static let library = AssignmentLibrary(directory: Repository.root + "/assignments")

  /// A sample's assignment and its name there.
  struct Shipped: CustomTestStringConvertible, Sendable {
    let id: String
    let name: String
    var testDescription: String { "\(id) \(name)" }
  }

  static let samples: [Shipped] = ((try? library.ids()) ?? []).flatMap { id in
    ((try? library.assignment(id).samples) ?? []).map { Shipped(id: id, name: $0.name) }
  }

  @Test func thereAreSamples() throws {
    for id in try Self.library.ids() { #expect(Self.samples.count { $0.id == id } >= 6, "\(id)") }
    #expect(Self.samples.count >= 20)
  }

  @Test(arguments: samples)
  func aSampleEarnsWhatTheManifestSays(shipped: Shipped) throws {
    let (id, name) = (shipped.id, shipped.name)
    let assignment = try Self.library.assignment(id)
    let sample = try #require(assignment.samples.first { $0.name == name })
    let path = try #require(Self.library.path(of: sample, in: id))
    let scratch = try Scratch()
    let (junit, json) = (scratch.path + "/report.xml", scratch.path + "/report.json")
    let result = try Gradus.run(["check", path, "--assignment", id, "--junit", junit, "--json", json])

    let full = sample.expectedPoints(of: assignment.points) == assignment.points
    // A part that is not built leaves the others standing.
    let isPart = sample.ends == .notBuilt && sample.points != .nothing
    let expectedCode: Int32 = sample.ends == .notBuilt && !isPart ? 2 : full ? 0 : 1
    #expect(result.code == expectedCode, "\(result.output)\(result.errors)")

    let report = try Report(at: json)
    // Shares of points are written to thousandths.
    #expect(abs(report.points - sample.expectedPoints(of: assignment.points)) <= 0.0005)
    func quantities(_ outcomes: Set<String>) -> Set<String> {
      Set(report.checks.filter { outcomes.contains($0.outcome) }.map(\.quantity))
    }
    let outcomes = Set(report.checks.map(\.outcome))
    switch sample.ends {
    case .finished:
      let wrong: Set = ["incorrect", "unproven", "missing", "nondeterministic"]
      #expect(outcomes.isSubset(of: wrong.union(["correct", "followThrough"])))
      #expect(quantities(wrong) == Set(sample.origin))
      #expect(quantities(wrong.union(["followThrough"])) == Set(sample.fails))
      let choices = assignment.choices
      let said = report.checks.flatMap {
        ($0.diagnosis?.sentences ?? []) + (choices.contains($0.quantity) ? [$0.message] : [])
      }
      if let words = sample.diagnosis { #expect(said.contains { $0.contains(words) }, "\(said)") }
    case .notBuilt where isPart: #expect(outcomes == ["notBuilt", "correct"] && report.obstacle == nil)
    case .notBuilt: #expect(outcomes == ["skipped"] && report.obstacle?.outcome == "notBuilt")
    case .crashed: #expect(outcomes.contains("crashed"))
    case .timedOut: #expect(outcomes == ["timedOut"])
    }
    // A crash, an endless loop and a compiler's message name the student's line.
    let stopped = report.checks.filter { ["crashed", "timedOut"].contains($0.outcome) }
    if sample.ends == .crashed || sample.ends == .timedOut {
      #expect(!stopped.isEmpty && stopped.allSatisfy { $0.place != nil })
    }
    if sample.ends == .notBuilt, !isPart { #expect(report.obstacle?.place != nil) }

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
      let message: String
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
