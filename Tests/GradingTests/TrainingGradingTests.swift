import Assignments
import Equations
import GradeModel
import Reference
import Tensors
import Testing
import Traces

@testable import Grading

/// A trace as it was recorded, graded like a program.
private struct Recorded: Subject {
  let trace: Trace
  func run(_ inputs: CaseInputs) async -> SubjectRun { SubjectRun(trace: trace, ending: .completed) }
}

/// A training run graded from its case to its marks.
@Suite struct TrainingGradingTests {
  private let evaluation: NetworkEvaluation

  init() throws { evaluation = try NetworkEvaluation() }

  private func outcomes(_ subject: some Subject) async -> [String: Outcome] {
    let checks = await evaluation.grader.grade(subject).checks
    return Dictionary(uniqueKeysWithValues: checks.map { ($0.quantity, $0.outcome) })
  }

  /// At 500 steps RMSProp has driven rounding differences far beyond any tolerance that would still find a mistake.
  @Test func honestProgramsDriftApartAndLoseNothing() async {
    let report = await evaluation.honest(6)
    #expect(report.programs == 6)
    #expect(report.lost == 0)
    #expect(report.worst > 0 && report.worst <= 4, "\(report.worst)")
    #expect(report.drifted >= 3, "only \(report.drifted) programs drift, so nothing is shown")
  }

  @Test func aWrongGradientCostsTheGradientAlone() async throws {
    let result = await evaluation.grader.grade(evaluation.summing)
    let checks = Dictionary(uniqueKeysWithValues: result.checks.map { ($0.quantity, $0) })
    #expect(checks["gradients"]?.outcome == .incorrect)
    #expect(checks["gradients"]?.points == 0)
    #expect(
      checks["gradients"]?.diagnosis?.sentences == [
        "gradients is a sum over the batch where the mean belongs: divide by how many examples there are."
      ])
    for quantity in ["weights", "squareAverage", "loss", "y"] {
      let check = try #require(checks[quantity])
      #expect(check.outcome == .followThrough, "\(quantity): \(check.outcome) \(check.message)")
      #expect(check.points == check.maximum)
    }
  }

  /// What a program keeps to itself is worked out from its weights, so that the gradient is judged at those and not at ours.
  @Test func gradientsAreJudgedAtTheProgramsOwnWeights() async throws {
    var equations = evaluation.grader.recipe.equations
    let place = try #require(equations.firstIndex { $0.target.name == "weights" })
    // Twice as far at each step: another path through other weights.
    let wrong = previous(w) + 2 * (equations[place].formula - previous(w))
    equations[place] = Equation(equations[place].target, wrong)
    let found = await outcomes(SimulatedStudent(evaluation.grader.recipe.rewritten(equations)))
    #expect(found["weights"] == .incorrect)
    #expect(found["gradients"] == .followThrough)
    #expect(found["loss"] == .followThrough)
  }

  @Test func aRecordedTraceIsGradedLikeAProgram() async throws {
    let inputs = CaseInputs(evaluation.assignment.cases[0])
    var trace = try evaluation.grader.recipe.trace(RunInputs(inputs))
    for key in trace.keys where evaluation.grader.recipe.component.internals.contains(key.quantity) { trace[key] = nil }
    let copy = Trace(tensors: try Safetensors(decoding: Safetensors(tensors: trace.tensors).encoded()).tensors)
    #expect(await outcomes(Recorded(trace: copy)).values.allSatisfy { $0 == .correct })
    // One number of one gradient at one step.
    var values = try #require(trace["gradients", "W2"]).values
    values[400 * 8 + 3] *= 1 + 1e-9
    trace["gradients", "W2"] = .init(shape: [1, 8], steps: 500, values: values)
    let found = await outcomes(Recorded(trace: trace))
    #expect(found["gradients"] == .incorrect)
    #expect(found["loss"] != .incorrect && found["y"] != .incorrect)
  }

  private static let frauds: [String: @Sendable (Double) -> Double] = [
    "all zero": { _ in 0 }, "all NaN": { _ in .nan }, "constant": { _ in 0.5 },
  ]

  @Test(arguments: frauds.keys.sorted()) func nothingIsEarnedBy(fraud: String) async throws {
    let transform = try #require(Self.frauds[fraud])
    var trace = try evaluation.grader.recipe.trace(RunInputs(CaseInputs(evaluation.assignment.cases[0])))
    for key in trace.keys {
      guard let series = trace[key] else { continue }
      let kept = key.quantity == "weights" ? series.stride : 0
      let values = series.values.enumerated().map { $0 < kept ? $1 : transform($1) }
      trace[key] = .init(shape: series.shape, steps: series.steps, values: values)
    }
    let checks = await evaluation.grader.grade(Recorded(trace: trace)).checks
    for check in checks { #expect(check.points == 0, "\(check.quantity) is \(check.outcome)") }
  }

  /// What is published under the name of a step on the way may mean something else there.
  @Test func aPropertyOfTheSameNameAsAnInternalChangesNothing() async throws {
    let recipe = evaluation.grader.recipe
    var trace = try recipe.trace(RunInputs(CaseInputs(evaluation.assignment.cases[0])))
    for key in trace.keys where recipe.component.internals.contains(key.quantity) {
      guard let series = trace[key] else { continue }
      trace[key] = .init(shape: series.shape, steps: series.steps, values: series.values.map { $0 + 3 })
    }
    #expect(await outcomes(Recorded(trace: trace)).values.allSatisfy { $0 == .correct })
  }
}
