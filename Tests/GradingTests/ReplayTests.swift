import Assignments
import Equations
import Foundation
import GradeModel
import Grading
import GradingSupport
import Reference
import Reporting
import Testing
import Traces
import Verification

/// Recorded runs graded again: what replay and regrading rest on.
@Suite struct ReplayTests {
  /// Programs by name, from right ones to one whose marks depend on a run beyond the cases.
  private static func programs(_ grader: Grader) -> [(name: String, program: any Subject)] {
    let recipe = grader.recipe
    let wrong = recipe.reported.compactMap { quantity in
      recipe.formula(of: quantity).map { recipe.replacing(quantity, by: $0 * 3) }
    }
    return [("right", SimulatedStudent(recipe))] + wrong.prefix(3).map { ("wrong", SimulatedStudent($0)) }
      + [("constant", Constant(recipe: recipe)), ("crashes", Crashing())]
  }

  /// Publishes the same numbers whatever it is given: only a run on other inputs shows that.
  private struct Constant: Subject {
    let recipe: Recipe

    func run(_ inputs: RunInputs) async -> CaseRun {
      var trace = (try? recipe.trace(inputs)) ?? Trace()
      for key in trace.keys where key.quantity == "m" {
        guard let series = trace[key] else { continue }
        trace[key] = .init(
          shape: series.shape, steps: series.steps, values: series.values.indices.map { 1 + Double($0 % 7) / 8 })
      }
      return CaseRun(trace: trace, ending: .completed, output: "a line", undeclaredSettings: ["beta1"])
    }
  }

  private struct Crashing: Subject {
    func run(_ inputs: RunInputs) async -> CaseRun {
      let place = Place(file: "Adam.swift", line: 7)
      return CaseRun(trace: Trace(), ending: .stopped(.crashed, .crashed(message: "Index out of range"), place: place))
    }
  }

  private func documents(_ result: Grader.Result) throws -> [String] {
    let report = Report(
      submission: SubmissionIdentity(name: "ada.swift", files: []),
      assignment: AssignmentIdentity(id: "a", title: "A", recipe: "a", convention: "a"),
      timestamp: "2026-01-31T12:00:00", sandbox: "full", toolchain: "Swift", checks: result.checks,
      notes: result.notes, output: result.output)
    return [try JSON.document(for: report), try JUnit.document(for: report), Console.text(for: report)]
  }

  @Test(arguments: ["10-adam", "20-dense", "30-exponentialDecay"])
  func aRecordedRunGradedAgainGivesTheSameBytes(id: String) async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment(id))
    for (name, program) in Self.programs(grader) {
      let (result, runs) = await grader.grade(running: program)
      let encoder = JSONEncoder()
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      let recorded = try JSONDecoder().decode(Runs.self, from: encoder.encode(runs))
      #expect(try documents(grader.grade(recorded)) == documents(result), "\(id), \(name)")
    }
  }

  /// Without the run beyond the cases the constant's marks would stay: it is recorded with the others.
  @Test func theRunBeyondTheCasesIsRecorded() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("10-adam"))
    let (result, runs) = await grader.grade(running: Constant(recipe: grader.recipe))
    #expect(result.checks.contains { $0.outcome == .unproven })
    #expect(runs.redrawn.count == grader.assignment.cases.count)
    #expect(grader.grade(Runs(cases: runs.cases)).checks != result.checks)
  }
}
