import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Tensors
import Testing
import Traces

/// A student who publishes a trace made by `make`.
private struct Simulated: Subject {
  var ending = CaseRun.Ending.completed
  let make: @Sendable (RunInputs) -> Trace

  func run(_ inputs: RunInputs) async -> CaseRun { CaseRun(trace: make(inputs), ending: ending) }
}

@Suite struct GraderTests {
  private let assignment: Assignment
  private let grader: Grader

  init() throws {
    assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    grader = try Grader(assignment)
  }

  /// Returns the reference's own trace of a case, in any convention.
  private func trace(_ inputs: RunInputs, _ convention: String = "outsideRoot") -> Trace {
    guard let trace = try? Component.adam.recipe(convention).trace(inputs) else { return Trace() }
    return trace
  }

  /// Returns the reference's trace with every number replaced, except the start of the weights and the gradients.
  private func trace(_ inputs: RunInputs, replacing transform: (String, Double) -> Double) -> Trace {
    var result = trace(inputs)
    for key in result.keys where key.quantity != "gradients" {
      guard let series = result[key] else { continue }
      let kept = key.quantity == "weights" ? series.stride : 0
      let values = series.values.enumerated().map { $0 < kept ? $1 : transform(key.quantity, $1) }
      result[key] = .init(shape: series.shape, steps: series.steps, values: values)
    }
    return result
  }

  private func outcomes(_ result: Grader.Result) -> [String: Outcome] {
    Dictionary(uniqueKeysWithValues: result.checks.map { ($0.id, $0.outcome) })
  }

  @Test func theReferenceEarnsEverything() async {
    let result = await grader.grade(Simulated { trace($0) })
    #expect(result.checks.count == assignment.cases.count * assignment.quantities.count)
    #expect(result.checks.allSatisfy { $0.outcome == .correct })
    #expect(result.checks.reduce(0) { $0 + $1.points } == 100)
  }

  @Test func anotherConventionLosesOnlyWhatDiffers() async {
    let result = await grader.grade(Simulated { trace($0, "insideRoot") })
    let wrong = result.checks.filter { $0.outcome != .correct }
    #expect(Set(wrong.map(\.quantity)) == ["weights"])
    #expect(wrong.contains { $0.caseID == "generic" })
    #expect(wrong.allSatisfy { $0.outcome == .incorrect && $0.points == 0 && $0.finding != nil })
  }

  @Test func theFirstDivergenceIsReportedWithBothValues() async throws {
    let result = await grader.grade(
      Simulated { inputs in
        var altered = trace(inputs)
        guard let series = altered["mHat", "W"] else { return altered }
        var values = series.values
        values[3 * series.stride + 5] += 0.5  // step 4, element [1, 2]
        altered["mHat", "W"] = .init(shape: series.shape, steps: series.steps, values: values)
        return altered
      })
    let check = try #require(result.checks.first { $0.id == "usual/mHat" })
    let divergence = try #require(check.divergence)
    #expect(divergence.parameter == "W")
    #expect(divergence.step == 4 && divergence.steps == 25)
    #expect(divergence.differing == 1 && divergence.count == 12)
    let element = try #require(divergence.elements.first)
    #expect(element.index == [1, 2])
    #expect(abs(element.yours - element.expected - 0.5) < 1e-12)
    // The tolerance is derived: a few units in the last place, no more.
    #expect(element.allowed > 0 && element.allowed < 1e-13 * max(1, abs(element.expected)))
    #expect(check.finding == .differs)
  }

  @Test func whatIsAbsentOrMisshapenEarnsNothing() async {
    let result = await grader.grade(
      Simulated { inputs in
        var altered = trace(inputs)
        // One case has other names.
        guard inputs.parameters["W"] != nil else { return altered }
        altered["v", "b"] = nil
        let count = inputs.parameters["W"]?.count ?? 0
        altered["m", "W"] = .init(shape: [count], steps: inputs.steps, values: altered["m", "W"]?.values ?? [])
        altered["weights", "s"] = .init(
          shape: [], steps: inputs.steps, values: Array(altered["weights", "s"]?.values.dropLast() ?? []))
        return altered
      })
    let found = outcomes(result)
    #expect(found["usual/v"] == .missing)
    #expect(found["usual/m"] == .incorrect)
    #expect(found["usual/weights"] == .missing)
    #expect(found["usual/mHat"] == .correct)
    #expect(result.checks.filter { $0.outcome != .correct }.allSatisfy { $0.points == 0 && $0.finding != nil })
  }

  private static let frauds: [String: @Sendable (String, Double) -> Double] = [
    "all zero": { _, _ in 0 },
    "all NaN": { _, _ in .nan },
    "all infinite": { _, _ in .infinity },
    "constant": { _, _ in 0.5 },
  ]

  /// NaN is within no tolerance, and a program that does nothing earns nothing.
  @Test(arguments: frauds.keys.sorted())
  func nothingIsEarnedBy(fraud: String) async throws {
    let transform = try #require(Self.frauds[fraud])
    let result = await grader.grade(Simulated { trace($0, replacing: transform) })
    let points = result.checks.reduce(0) { $0 + $1.points }
    #expect(points == 0)
    #expect(
      result.checks.filter { $0.quantity != "gradients" }.allSatisfy { [.incorrect, .unproven].contains($0.outcome) })
  }

  @Test func anEmptyTraceIsMissingEverywhere() async {
    let result = await grader.grade(Simulated { _ in Trace() })
    #expect(result.checks.allSatisfy { $0.outcome == .missing && $0.points == 0 })
  }

  /// A complete and right trace does not help a program that then crashed, or one that failed through us.
  @Test(arguments: [Outcome.crashed, .timedOut, .tampered, .graderError])
  func aRunThatStoppedEarnsNothing(outcome: Outcome) async {
    let place = Place(file: "Adam.swift", line: 12)
    let why = Finding.crashed(message: "why")
    let stopped = Simulated(ending: .stopped(outcome, why, place: place)) { trace($0) }
    let result = await grader.grade(stopped)
    #expect(
      result.checks.allSatisfy { $0.outcome == outcome && $0.points == 0 && $0.finding == why && $0.place == place })
  }
}
