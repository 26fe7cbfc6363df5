import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces

/// What a run that stops before its last step still earns.
@Suite struct StoppedTests {
  /// Right, or with an m that is twice too large, up to the end; then it stops.
  private struct Stopping: Subject {
    let recipe: Recipe
    var outcome = Outcome.crashed
    var fullSteps: Int
    var isWrong = false

    func run(_ inputs: RunInputs) async -> CaseRun {
      let own = isWrong ? recipe.replacing("m", by: (recipe.formula(of: "m") ?? 0) * 2) : recipe
      var run = CaseRun(
        trace: (try? own.trace(inputs)) ?? Trace(),
        ending: .stopped(outcome, .crashed(message: "why"), place: Place(file: "Adam.swift", line: 7)))
      (run.fullSteps, run.openStep) = (fullSteps, fullSteps + 1)
      return run
    }
  }

  private let grader: Grader

  init() throws { grader = try AdamProgram.grader() }

  private func grade(_ outcome: Outcome = .crashed, fullSteps: Int, isWrong: Bool = false) async -> Grader.Result {
    await grader.grade(Stopping(recipe: grader.recipe, outcome: outcome, fullSteps: fullSteps, isWrong: isWrong))
  }

  /// The points of some quantities for so many steps of each case. A case counts by its share; the last step never counts.
  private func earned(_ quantities: [String]? = nil, fullSteps: Int) -> Double {
    let assignment = grader.assignment
    return assignment.cases.reduce(0) { sum, one in
      let points = assignment.quantities.filter { quantities?.contains($0.name) ?? true }
        .reduce(0) { $0 + assignment.points(of: $1, in: one) }
      return sum + points * Double(min(fullSteps, one.steps - 1)) / Double(one.steps)
    }
  }

  @Test(arguments: [Outcome.crashed, .timedOut, .missing]) func theStepsBeforeEarnTheirShare(outcome: Outcome) async {
    let result = await grade(outcome, fullSteps: 10)
    #expect(abs(result.points - earned(fullSteps: 10)) < 1e-9)
    #expect(result.checks.allSatisfy { $0.outcome == outcome && $0.isSound && !$0.isFull && $0.stop?.before == nil })
    #expect(result.checks.allSatisfy { $0.stop?.openStep == 11 && $0.place?.line == 7 })
  }

  /// One step is all there is, and its m̂ is wrong in a way that no formula has. Nothing can be told of what comes late.
  @Test func aSingleStepIsJudged() async {
    let result = await grader.grade(NoisyForOneStep(recipe: grader.recipe))
    let wrong = Set(result.checks.filter { $0.stop?.before != nil }.map(\.quantity))
    // The weights do not follow from it either.
    #expect(wrong == ["mHat", "weights"], "\(wrong)")
  }

  private struct NoisyForOneStep: Subject {
    let recipe: Recipe

    func run(_ inputs: RunInputs) async -> CaseRun {
      var trace = (try? recipe.trace(inputs)) ?? Trace()
      for name in trace.parameters(of: "mHat") {
        guard let series = trace["mHat", name] else { continue }
        let values = series.values.enumerated().map { $1 * (1.1 + 0.05 * Double($0 * $0 % 7)) + 0.01 * Double($0 % 3) }
        trace["mHat", name] = .init(shape: series.shape, steps: series.steps, values: values)
      }
      var run = CaseRun(
        trace: trace, ending: .stopped(.crashed, .crashed(message: "why"), place: Place(file: "Adam.swift", line: 7)))
      (run.fullSteps, run.openStep) = (1, 2)
      return run
    }
  }

  /// A hidden case that stops keeps tenths, which do not tell its steps, and withholds nothing.
  @Test func aHiddenCaseThatStopsKeepsTenths() async throws {
    let secret = Array("sixteen bytes and more".utf8)
    let hidden = try Grader(grader.assignment.addingHiddenCases(secret: secret))
    let result = await hidden.grade(Stopping(recipe: hidden.recipe, fullSteps: 10))
    let secretCases = Set(hidden.assignment.cases.filter(\.isHidden).map(\.id))
    let report = Report(
      submission: SubmissionIdentity(name: "", files: []),
      assignment: AssignmentIdentity(id: "", title: "", recipe: "", convention: ""), timestamp: "", sandbox: "",
      toolchain: "", checks: result.checks)
    let told = report.telling(Feedback.standard[.last], hidden: secretCases)
    let checks = told.checks.filter { $0.caseID.hasPrefix("hidden") && $0.maximum > 0 }
    #expect(!checks.isEmpty && checks.allSatisfy { $0.outcome == .crashed && $0.isSound && $0.stop?.steps == 10 })
    for check in checks {
      let tenths = 10 * check.points / check.maximum
      #expect(tenths >= 1 && tenths <= 4 && abs(tenths - tenths.rounded()) < 1e-9, "\(tenths)")
    }
    // Sound is no more than nine tenths.
    var whole = checks[0]
    whole.points = whole.maximum
    #expect(!whole.isSound)
  }

  /// Right in the hidden cases, but for the first, which stops; in a public case m̂ is wrong, so that all hidden points are
  /// scaled.
  private struct StoppingInOne: Subject {
    let grader: Grader
    let fullSteps: Int

    func run(_ inputs: RunInputs) async -> CaseRun {
      let recipe = grader.recipe
      let hidden = grader.assignment.cases.filter(\.isHidden).map { RunInputs($0) }
      let isWrong = inputs == grader.inputs[0]
      let own = isWrong ? recipe.replacing("mHat", by: (recipe.formula(of: "mHat") ?? 0) * 2) : recipe
      var run = CaseRun(trace: (try? own.trace(inputs)) ?? Trace(), ending: .completed)
      guard inputs == hidden.first else { return run }
      run.ending = .stopped(.crashed, .crashed(message: "why"), place: nil)
      run.fullSteps = fullSteps
      return run
    }
  }

  /// Two stops within one tenth are told alike, in the points of every case.
  @Test func theStepsOfAHiddenStopShowNowhere() async throws {
    let hidden = try Grader(grader.assignment.addingHiddenCases(secret: Array("sixteen bytes and more".utf8)))
    let secret = Set(hidden.assignment.cases.filter(\.isHidden).map(\.id))
    let steps = try #require(hidden.assignment.cases.first(where: \.isHidden)?.steps)
    var (compared, scaled) = (0, 0)
    for tenths in 5..<10 {
      let stops = (1..<steps).filter { 10 * $0 / steps == tenths }
      guard let (early, late) = stops.first.flatMap({ first in stops.last.map { (first, $0) } }), early < late else {
        continue
      }
      var told: [[Double]] = []
      for fullSteps in [early, late] {
        let result = await hidden.grade(StoppingInOne(grader: hidden, fullSteps: fullSteps))
        if result.notes.contains(.heldToPublicCases("mHat")) { scaled += 1 }
        let report = Report(
          submission: SubmissionIdentity(name: "", files: []),
          assignment: AssignmentIdentity(id: "", title: "", recipe: "", convention: ""), timestamp: "", sandbox: "",
          toolchain: "", checks: result.checks)
        let student = report.telling(Feedback.standard[.last], hidden: secret)
        told.append(student.checks.map(\.points))
        // Told is what is earned.
        #expect(abs(student.points - report.points) < 1e-9 && student.checks.allSatisfy(\.isSound))
      }
      compared += 1
      #expect(told[0] == told[1], "\(early) and \(late) of \(steps)")
    }
    #expect(compared > 2 && scaled == 2 * compared, "\(compared), \(scaled), \(steps)")
  }

  @Test(arguments: [Outcome.tampered, .graderError, .skipped]) func otherEndsKeepNothing(outcome: Outcome) async {
    let result = await grade(outcome, fullSteps: 10)
    #expect(result.checks.allSatisfy { $0.outcome == outcome && $0.points == 0 })
  }

  /// The step that a program does not survive is lost, and so a run that stopped never earns everything.
  @Test(arguments: [24, 25, 1_000]) func stoppingAfterTheLastStepCostsIt(fullSteps: Int) async {
    let result = await grade(fullSteps: fullSteps)
    #expect(abs(result.points - earned(fullSteps: fullSteps)) < 1e-9 && result.points < 96.5)
  }

  @Test func whatWasWrongBeforeEarnsNothing() async {
    let result = await grade(fullSteps: 10, isWrong: true)
    #expect(abs(result.points - earned(["v", "mHat", "vHat", "weights"], fullSteps: 10)) < 1e-9)
    for check in result.checks where check.quantity == "m" {
      #expect(check.points == 0 && check.outcome == .crashed && check.stop?.before == .differs)
      #expect(check.divergence?.step == 1)
    }
    for check in result.checks where check.quantity == "mHat" {
      #expect(check.stop?.before == .follows(sources: ["m"], origins: ["m"]))
    }
  }

  @Test func nothingBeforeIsNothing() async {
    let result = await grade(fullSteps: 0)
    #expect(result.points == 0 && result.checks.allSatisfy { $0.outcome == .crashed && $0.stop?.openStep == 1 })
  }
}
