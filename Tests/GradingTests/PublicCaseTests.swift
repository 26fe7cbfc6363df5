import Assignments
import Equations
import GradeModel
import GradingSupport
import Reference
import Testing
import Traces

@testable import Grading

/// Outcomes of public cases follow from public runs alone: whatever a program does in a hidden case, they do not tell it.
@Suite struct PublicCaseTests {
  private typealias Element = AdamProgram.Element

  /// Another program on some inputs.
  private struct Split: Subject {
    var usual: AdamProgram
    var other: AdamProgram
    var others: [RunInputs]
    /// Inputs on which m is not reported.
    var silent: [RunInputs] = []

    func run(_ inputs: RunInputs) async -> CaseRun {
      var run = await (others.contains(inputs) ? other : usual).run(inputs)
      guard silent.contains(inputs) else { return run }
      for key in run.trace.keys where key.quantity == "m" { run.trace[key] = nil }
      return run
    }
  }

  private static let honest = AdamProgram { element in
    element.moments()
    element.correct()
    element.update()
  }

  private let assignment: Assignment
  private let hidden: Assignment.Case
  private let grader: Grader
  private let publicOnly: Grader

  /// A small public case, and a hidden one in which much more is to be seen.
  init() throws {
    let recipe = try Component.adam.recipe()
    func made(_ id: String, steps: Int, _ shapes: [[Int]]) -> Assignment.Case {
      var one = Assignment.Case(id, steps: steps, seed: UInt64(steps), settings: recipe.defaults, inputs: [])
      one.parameters = zip(["W", "b"], shapes).map { .init(name: $0, shape: $1) }
      return one
    }
    var assignment = Assignment(
      "adam", recipe: recipe, quantities: recipe.reported, cases: [made("small", steps: 4, [[2], []])])
    for index in assignment.quantities.indices {
      assignment.quantities[index].points = assignment.quantities[index].name == "weights" ? 50 : 1
    }
    publicOnly = try Grader(assignment)
    var hidden = made("hidden-1", steps: 25, [[4, 3], [3]])
    hidden.isHidden = true
    assignment.cases.append(hidden)
    (self.assignment, self.hidden) = (assignment, hidden)
    grader = try Grader(assignment)
  }

  private func expectTheSame(_ subject: Split, _ quantity: String, _ outcome: Outcome) async {
    let (known, knownRuns) = await publicOnly.grade(running: subject)
    #expect(known.checks.first { $0.quantity == quantity }?.outcome == outcome, "\(known.outcomes("small"))")
    let (result, runs) = await grader.grade(running: subject)
    #expect(result.outcomes("small") == known.outcomes("small"))
    // All points are then the hidden case's: those that it is held to are seen before.
    let judged = grader.judge(runs).result.checks.filter { $0.caseID == "small" }
    let before = publicOnly.judge(knownRuns).result.checks
    #expect(judged.map(\.points) == before.map(\.points))
    // In words, since NaN is not equal to itself.
    #expect(judged.map { "\($0.finding, default: "")" } == before.map { "\($0.finding, default: "")" })
  }

  /// An m of zero could hide any mistake of m̂, and an honest m in the hidden case could not.
  @Test func aHiddenCaseVouchesForNoPublicOne() async {
    let zero = AdamProgram { element in
      element.moments()
      element.m = 0
      element.correct()
      element.update()
    }
    await expectTheSame(Split(usual: zero, other: Self.honest, others: [RunInputs(hidden)]), "mHat", .unproven)
  }

  /// The program says nothing of m where a hidden case is drawn anew.
  @Test func aHiddenDoubtTakesNothingFromAPublicCase() async {
    let made = AdamProgram { element in
      element.moments()
      element.m = element.gradient.truncatingRemainder(dividingBy: 0.37) + 0.1
      element.correct()
      element.update()
    }
    let subject = Split(usual: made, other: made, others: [], silent: [RunInputs(hidden.redrawn)])
    await expectTheSame(subject, "mHat", .followThrough)
    let result = await grader.grade(subject)
    #expect(result.outcomes("hidden-1")["mHat"] == "unproven", "a hidden case is judged by all runs")
  }

  /// Roots of negative numbers: too few numbers are left in the public case to show that they were taken.
  @Test func hiddenNumbersShowNothingInAPublicCase() async {
    let rooted = AdamProgram { element in
      element.moments()
      element.v = 0.2 * element.gradient
      element.correct()
      element.update()
    }
    await expectTheSame(Split(usual: rooted, other: rooted, others: []), "weights", .followThrough)
  }

  /// Keeps the order of what is run.
  private actor Log {
    private(set) var runs: [String] = []
    func add(_ run: String) { runs.append(run) }
  }

  private struct Logged: Subject {
    let program: AdamProgram
    let names: [(inputs: RunInputs, name: String)]
    let log: Log

    func run(_ inputs: RunInputs) async -> CaseRun {
      await log.add(names.first { $0.inputs == inputs }?.name ?? "")
      return await program.run(inputs)
    }
  }

  /// A program that has seen a hidden case has no run of a public one left to tell of it in.
  @Test func hiddenRunsComeAfterAllPublicOnes() async {
    // Both cases ask for a run on other inputs.
    let made = AdamProgram { element in
      element.moments()
      element.m = element.gradient.truncatingRemainder(dividingBy: 0.37) + 0.1
      element.correct()
      element.update()
    }
    let open = assignment.cases[0]
    let names = [
      (RunInputs(open), "public"), (RunInputs(open.redrawn), "public anew"), (RunInputs(hidden), "hidden"),
      (RunInputs(hidden.redrawn), "hidden anew"),
    ]
    let log = Log()
    let subject = Logged(program: made, names: names, log: log)
    let first = Runs(cases: [await subject.run(RunInputs(open)), .notRun])
    let graded = await grader.grade(first, asking: subject) { runs in
      runs.cases[1] = await subject.run(RunInputs(hidden))
    }
    #expect(await log.runs == ["public", "public anew", "hidden", "hidden anew"])
    let whole = await grader.grade(Logged(program: made, names: names, log: Log()))
    #expect(graded.result.checks == whole.checks)
  }
}
