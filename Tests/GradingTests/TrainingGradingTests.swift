import Assignments
import Diagnosis
import Equations
import Evaluation
import GradeModel
import Grading
import Reference
import Tensors
import Testing
import Traces
import Verification

/// A trace as it was recorded, graded like a program.
private struct Recorded: Subject {
  let trace: Trace
  func run(_ inputs: RunInputs) async -> CaseRun { CaseRun(trace: trace, ending: .completed) }
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
        "gradients are a sum over the batch where the mean belongs: divide by how many examples there are."
      ])
    for quantity in ["weights", "squareAverage", "loss", "y"] {
      let check = try #require(checks[quantity])
      #expect(check.outcome == .followThrough, "\(quantity): \(check.outcome) \(check.finding as Any)")
      #expect(check.points == check.maximum)
    }
  }

  /// Quantities that are not published are worked out from the program's weights:
  /// the gradient is judged at those, not at ours.
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
    let inputs = RunInputs(evaluation.assignment.cases[0])
    var trace = try evaluation.grader.recipe.trace(inputs)
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
    var trace = try evaluation.grader.recipe.trace(RunInputs(evaluation.assignment.cases[0]))
    for key in trace.keys {
      guard let series = trace[key] else { continue }
      let kept = key.quantity == "weights" ? series.stride : 0
      let values = series.values.enumerated().map { $0 < kept ? $1 : transform($1) }
      trace[key] = .init(shape: series.shape, steps: series.steps, values: values)
    }
    let checks = await evaluation.grader.grade(Recorded(trace: trace)).checks
    for check in checks { #expect(check.points == 0, "\(check.quantity) is \(check.outcome)") }
  }

  /// A quantity published under the name of a step on the way may mean something else there.
  @Test func aPropertyOfTheSameNameAsAnInternalChangesNothing() async throws {
    let recipe = evaluation.grader.recipe
    var trace = try recipe.trace(RunInputs(evaluation.assignment.cases[0]))
    for key in trace.keys where recipe.component.internals.contains(key.quantity) {
      guard let series = trace[key] else { continue }
      trace[key] = .init(shape: series.shape, steps: series.steps, values: series.values.map { $0 + 3 })
    }
    #expect(await outcomes(Recorded(trace: trace)).values.allSatisfy { $0 == .correct })
  }

  /// The gradient of a parameter that is not the first is looked for as well.
  @Test func aMistakeInTheLastGradientIsNamed() async throws {
    var equations = evaluation.grader.recipe.equations
    let place = try #require(equations.firstIndex { $0.target.name == "db2" })
    let slope = quantity("dz2")
    let last = equal(positions(of: slope, .batch), extent(of: slope, .batch) - 1)
    equations[place] = Equation(equations[place].target, sum(last * slope, over: .batch))
    let found = await evaluation.grader.grade(SimulatedStudent(evaluation.grader.recipe.rewritten(equations))).checks
    let check = try #require(found.first { $0.quantity == "gradients" })
    #expect(check.outcome == .incorrect)
    #expect(check.diagnosis?.sentences.first?.contains("db2") == true, "\(check.diagnosis?.sentences ?? [])")
  }

  /// A program that computes its output and its loss once more after the weights are updated. Its gradients are right,
  /// but those of outputs that it does not report.
  @Test func whatIsOfTheWeightsAfterTheStepIsExplained() async throws {
    struct Late: Subject {
      let recipe: Recipe
      func run(_ inputs: RunInputs) async -> CaseRun {
        var run = await SimulatedStudent(recipe).run(inputs)
        guard let batches = inputs.series["batches", ""] else { return run }
        var late = Trace()
        for name in ["loss", "y"] { late[name, ""] = .init(shape: run.trace[name, ""]?.shape ?? []) }
        for step in 0..<batches.steps {
          // One step from the weights after this one, on the same batch, publishes the numbers that they give.
          var again = inputs
          again.steps = 1
          again.series["batches", ""] = .init(shape: batches.shape, steps: 1, values: Array(batches.step(step)))
          for name in again.parameters.keys {
            guard let weights = run.trace["weights", name] else { continue }
            again.parameters[name] = Tensor(shape: weights.shape, values: Array(weights.step(step + 1)))
          }
          guard let trace = try? recipe.trace(again) else { continue }
          for key in late.keys { late[key]?.append(trace[key]?.values ?? []) }
        }
        for key in late.keys { run.trace[key] = late[key] }
        return run
      }
    }
    let found = await evaluation.grader.grade(Late(recipe: evaluation.grader.recipe)).checks
    for quantity in ["loss", "y"] {
      let check = try #require(found.first { $0.quantity == quantity })
      #expect(check.outcome == .incorrect)
      #expect(
        check.diagnosis?.sentences == [
          "\(quantity) is that of the weights that are reported with it, and belongs to those from before the step: compute it first, then update, then report."
        ])
    }
    let others = found.filter { !["loss", "y"].contains($0.quantity) }
    #expect(others.count == found.count - 2 && others.allSatisfy { $0.outcome == .correct })
  }

  /// The second layer's weights are changed before the first layer's gradient is worked out.
  @Test func anUpdateThatComesTooEarlyIsExplained() async throws {
    let recipe = try Component.trainMLP.recipe("gradientDescent")
    let known = try #require(recipe.knownMistakes.first { $0.quantity == "dh1" })
    let drawn = Assignment.Case(
      "few", steps: 6, seed: 2, settings: recipe.defaults.merging(["learningRate": 0.4]) { $1 },
      parameters: [
        .init(name: "W1", shape: [4, 2]), .init(name: "W2", shape: [1, 4]), .init(name: "b1", shape: [4]),
        .init(name: "b2", shape: [1]),
      ],
      inputs: [
        InputDraw("x", [20, 2], .normal), InputDraw("target", [20, 1], .whole(below: 2)),
        InputDraw("batches", [5], .shuffle(of: 20), perStep: true),
      ])
    let grader = try Grader(
      Assignment(
        "early", recipe: recipe, quantities: ["y", "loss", "gradients", "weights"],
        cases: [drawn]))
    // The same, with W2 after the step written out.
    let dW2 = contract(quantity("dz2"), quantity("h1"), over: .batch)
    let early = contract(quantity("dz2"), quantity("W2") - setting("learningRate") * dW2, over: "out")
    let student = SimulatedStudent(
      recipe.rewritten(
        recipe.equations.map { $0.target.name == "dh1" ? Equation($0.target, early) : $0 }))
    let checks = Dictionary(uniqueKeysWithValues: await grader.grade(student).checks.map { ($0.quantity, $0) })
    #expect(checks["gradients"]?.outcome == .incorrect)
    #expect(checks["gradients"]?.diagnosis?.sentences == [DiagnosisWording(recipe).sentence(for: known)])
    for other in ["y", "loss", "weights"] { #expect(checks[other]?.outcome == .followThrough) }
  }
}
