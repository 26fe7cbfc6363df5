import Assignments
import Equations
import GradeModel
import Grading
import Reference
import Reporting
import Tensors
import Testing
import Traces

/// Reports say of a hidden case how it ended, and nothing else.
@Suite struct HiddenCaseTests {
  /// How a program fares in one hidden case.
  enum Fate: Sendable {
    case stops(Outcome)
    /// What is wrong with each quantity; the others are right.
    case publishes([String: Fault])
  }

  enum Fault: CaseIterable, Sendable { case numbers, nonFinite, shape, absent, unequal }

  /// The part of a run that its outcomes follow from.
  struct Plan: Sendable {
    var fates: [Fate] = []
    /// True if the author's tolerance decides.
    var hasTolerance: Bool
    /// True if the visible case is wrong too.
    var isWrong: Bool

    init(seed: UInt64) {
      var draws = SeededGenerator(seed: seed)
      hasTolerance = draws.next() % 4 == 0
      isWrong = draws.next() % 8 == 0
      let stops = [Outcome.crashed, .timedOut, .tampered, .missing]
      for _ in 1...2 {
        let faults = ["m", "v", "mHat", "vHat", "weights"].filter { _ in draws.next() % 3 == 0 }
          .map { ($0, Fault.allCases[Int(draws.next() % 5)]) }
        fates.append(
          draws.next() % 3 == 0
            ? .stops(stops[Int(draws.next() % 4)]) : .publishes(Dictionary(uniqueKeysWithValues: faults)))
      }
    }
  }

  /// A program with the fates of a plan. Its seed draws everything that could tell of the inputs.
  struct Student: Subject {
    let grader: Grader
    let plan: Plan
    let seed: UInt64

    func run(_ inputs: RunInputs) async -> CaseRun {
      let hidden = grader.assignment.cases.filter(\.isHidden)
      var trace = (try? grader.recipe.trace(inputs)) ?? Trace()
      guard let index = hidden.firstIndex(where: { RunInputs($0) == inputs }) else {
        if plan.isWrong { trace["mHat", "W"] = trace["m", "W"] }
        return CaseRun(
          trace: trace, ending: .completed, output: "visible\n", undeclaredSettings: ["beta2"])
      }
      var secrets = Secrets(draws: SeededGenerator(seed: seed &+ UInt64(index)))
      var run = CaseRun(
        trace: trace, ending: .completed, output: secrets.text(),
        undeclaredSettings: ["beta1", "epsilon", "learningRate"].filter { _ in secrets.flips() })
      switch plan.fates[index] {
      case .stops(let outcome):
        run.trace = secrets.flips() ? trace : Trace()
        run.ending = .stopped(outcome, secrets.finding(outcome), place: secrets.place())
      case .publishes(let faults):
        for (quantity, fault) in faults.sorted(by: { $0.key < $1.key }) {
          if fault == .unequal {
            run.nondeterministic[quantity] = secrets.difference()
          } else {
            // Hidden cases have names of their own.
            let key = Trace.Key(quantity, inputs.names[secrets.flips() ? 0 : 1])
            run.trace[key] = trace[key].flatMap { secrets.altered($0, fault, quantity) }
          }
        }
      }
      return run
    }
  }

  /// Everything that a program may say in words and numbers of its own.
  struct Secrets {
    var draws: SeededGenerator

    mutating func flips() -> Bool { draws.next() % 2 == 0 }
    mutating func count() -> Int { Int(draws.next() % 1_000) }
    mutating func text() -> String { "secret \(draws.next())" }
    mutating func place() -> Place? { flips() ? Place(file: text() + ".swift", line: count()) : nil }

    mutating func finding(_ outcome: Outcome) -> Finding {
      let kind = draws.next() % 3
      switch outcome {
      case .crashed:
        return kind == 0
          ? .crashed(message: text()) : kind == 1 ? .gaveUp(reason: text()) : .ended(code: Int32(count()))
      case .timedOut: return .timedOut(seconds: draws.uniform() * 100, processorSeconds: count())
      case .tampered: return kind == 0 ? .ended(code: 0) : .notOfTheKit(reason: text())
      default: return .tooFewReports(reported: count(), steps: count())
      }
    }

    mutating func difference() -> Finding {
      flips() ? .unequalRuns(series: text(), step: count()) : .reportedOnce(series: text())
    }

    mutating func altered(_ series: Trace.Series, _ fault: Fault, _ quantity: String) -> Trace.Series? {
      switch fault {
      case .absent: return flips() ? nil : .init(shape: series.shape, steps: 1, values: Array(series.step(0)))
      case .shape:
        let shape = [series.stride] + (flips() ? [1, 1, 1] : [1, 1])
        return .init(shape: shape, steps: series.steps, values: series.values)
      default:
        let start = quantity == "weights" ? series.stride : 0
        var values = series.values
        for index in start..<values.count where flips() || index == start {
          values[index] = fault == .numbers ? draws.uniform() * 1e3 : flips() ? .nan : .infinity
        }
        return .init(shape: series.shape, steps: series.steps, values: values)
      }
    }
  }

  private static func assignment() throws -> Assignment {
    let recipe = try Component.adam.recipe()
    var generic = Assignment.Case("generic", steps: 4, seed: 11, settings: recipe.defaults, inputs: [])
    generic.parameters = [.init(name: "W", shape: [2]), .init(name: "b", shape: [])]
    return Assignment("adam", recipe: recipe, quantities: recipe.reported, cases: [generic])
  }

  private static func report(_ plan: Plan, seed: UInt64) async throws -> Report {
    var assignment = try Self.assignment().addingHiddenCases(secret: Array("a secret of \(seed + 1_000_000)".utf8))
    if plan.hasTolerance { assignment.comparison = Comparison(rtol: 1e-9, atol: 1e-9, reason: "for the test") }
    let grader = try Grader(assignment)
    let result = await grader.grade(Student(grader: grader, plan: plan, seed: seed))
    return Report(
      submission: SubmissionIdentity(name: "ada.swift", files: ["ada.swift"]),
      assignment: AssignmentIdentity(id: "adam", title: "Adam", recipe: "adam", convention: "outsideRoot"),
      timestamp: "2026-01-31T12:00:00", sandbox: "full", toolchain: "Swift", checks: result.checks,
      notes: result.notes, output: result.output
    ).telling(Feedback.standard[.practice], hidden: Set(assignment.cases.filter(\.isHidden).map(\.id)))
  }

  private static func documents(_ report: Report) throws -> [String] {
    [
      try JSON.document(for: report), try JUnit.document(for: report), Console.text(for: report),
      SummaryCSV.row(for: report),
    ]
  }

  /// A mistake that a public case shows costs its marks, though no hidden case shows it.
  @Test(arguments: [false, true]) func hiddenCasesPayNoMoreThanPublicOnes(isWrong: Bool) async throws {
    var plan = Plan(seed: 1)
    (plan.isWrong, plan.hasTolerance, plan.fates) = (isWrong, false, [.publishes([:]), .publishes([:])])
    let report = try await Self.report(plan, seed: 3)
    #expect(report.checks.filter { !$0.caseID.hasPrefix("hidden") }.allSatisfy { $0.maximum == 0 && $0.points == 0 })
    let own = report.checks.filter { $0.quantity == "mHat" }
    #expect(own.reduce(0) { $0 + $1.maximum } > 0)
    #expect(own.reduce(0) { $0 + $1.points } == (isWrong ? 0 : own.reduce(0) { $0 + $1.maximum }))
    #expect(report.exitCode == (isWrong ? .marksLost : .fullMarks) && (report.points < report.maximum) == isWrong)
    #expect(report.notes.contains(.heldToPublicCases("mHat")) == isWrong)
  }

  /// Two runs on other secrets, in which everything is different but outcomes and points, have the same reports, byte for byte.
  @Test func equalOutcomesHaveEqualReports() async throws {
    var (compared, seen) = (0, Set<Outcome>())
    for seed in UInt64(0)..<400 {
      let plan = Plan(seed: seed)
      let (one, other) = (try await Self.report(plan, seed: 2 * seed), try await Self.report(plan, seed: 2 * seed + 1))
      guard one.checks.map(\.outcome) == other.checks.map(\.outcome),
        one.checks.map(\.points) == other.checks.map(\.points)
      else { continue }
      compared += 1
      seen.formUnion(one.checks.filter { $0.caseID.hasPrefix("hidden") }.map(\.outcome))
      #expect(try Self.documents(one) == Self.documents(other), "pair \(seed)")
    }
    #expect(compared >= 300, "only \(compared) pairs have equal outcomes")
    #expect(
      seen.isSuperset(of: [
        .correct, .incorrect, .followThrough, .missing, .crashed, .timedOut, .tampered, .nondeterministic,
      ]), "\(seen)")
  }
}
