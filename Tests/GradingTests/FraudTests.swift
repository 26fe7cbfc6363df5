import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces
import Verification

/// Programs that compute nothing of what is asked, in every assignment there is: a new one joins by itself.
@Suite struct FraudTests {
  enum Fraud: String, CaseIterable, Sendable {
    /// The starting weights are handed back, and everything else is as it was declared.
    case doesNothing
    case publishesNothing
    case allZero, allOne, constant, allNaN, allInfinite
    /// Right at the first step, and the same ever after.
    case frozen
    /// The right answers to another draw.
    case memorised
    /// The right answers, in another order.
    case shuffled
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let fraud: Fraud
    var testDescription: String { "\(id) \(fraud)" }
  }

  static let rows = ((try? AssignmentLibrary.shipped.ids()) ?? []).flatMap { id in
    Fraud.allCases.map { Row(id: id, fraud: $0) }
  }

  private struct Program: Subject {
    let recipe: Recipe
    let cases: [Assignment.Case]
    let fraud: Fraud

    func run(_ inputs: CaseInputs) async -> SubjectRun {
      let honest = await SimulatedStudent(recipe).run(inputs)
      guard honest.ending == .completed else { return honest }
      if fraud == .memorised { return await memorised(inputs) ?? honest }
      var trace = honest.trace
      // Inputs are reported by the kit, and not by the program. Its picks are its own.
      let given =
        recipe.quantities.contains("gradients") ? [] : Set(recipe.inputs.map(\.name)).subtracting(inputs.chosen)
      for key in trace.keys where !given.contains(key.quantity) {
        trace[key] = trace[key].flatMap { changed($0, isWeights: key.quantity == "weights") }
      }
      return SubjectRun(trace: trace, ending: .completed)
    }

    private func memorised(_ inputs: CaseInputs) async -> SubjectRun? {
      // The program has no other answers for inputs that it has never seen.
      var other = cases.first { CaseInputs($0) == inputs } ?? cases[0]
      other.seed += 1_000
      for name in other.settings.keys { other.settings[name] = recipe.defaults[name].map { $0 * 0.875 } }
      return await SimulatedStudent(recipe).run(CaseInputs(other))
    }

    private func changed(_ series: Trace.Series, isWeights: Bool) -> Trace.Series? {
      // The kit reports the start of the weights itself.
      let start = isWeights ? series.stride : 0
      func numbers(_ number: @escaping (Int) -> Double) -> Trace.Series {
        Trace.Series(
          shape: series.shape, steps: series.steps,
          values: series.values.indices.map { $0 < start ? series.values[$0] : number($0) })
      }
      let stride = max(series.stride, 1)
      switch fraud {
      case .doesNothing: return isWeights ? numbers { series.values[$0 % stride] } : numbers { _ in 0 }
      case .publishesNothing: return isWeights ? numbers { series.values[$0 % stride] } : nil
      case .allZero: return numbers { _ in 0 }
      case .allOne: return numbers { _ in 1 }
      case .constant: return numbers { _ in 0.37 }
      case .allNaN: return numbers { _ in .nan }
      case .allInfinite: return numbers { _ in .infinity }
      case .frozen: return numbers { series.values[start + $0 % stride] }
      // A single number stays where it is, and is right.
      case .shuffled where series.values.count - start == 1: return nil
      case .shuffled: return numbers { series.values[series.values.count - 1 - ($0 - start)] }
      case .memorised: return series
      }
    }
  }

  @Test(arguments: rows) func earnsNothing(row: Row) async throws {
    let assignment = try AssignmentLibrary.shipped.assignment(row.id)
    let grader = try Grader(assignment)
    // With only one step, nothing can be frozen.
    if row.fraud == .frozen, assignment.cases.allSatisfy({ $0.steps == 1 }) { return }
    let program = Program(recipe: grader.recipe, cases: assignment.cases, fraud: row.fraud)
    // Another right pick is right.
    let picked = Set(assignment.cases.flatMap(\.inputs).filter(\.isChosen).map(\.name))
    let checks = await grader.grade(program).checks.filter { check in
      if [.memorised, .shuffled].contains(row.fraud), picked.contains(check.quantity) { return false }
      let isSingle = assignment.cases.first { $0.id == check.caseID }?.steps == 1
      return check.maximum > 0 && !(row.fraud == .frozen && isSingle)
    }
    #expect(!checks.isEmpty)
    for check in checks {
      #expect(check.points == 0 && !check.outcome.mayEarn && check.outcome != .graderError, "\(check)")
    }
  }

  /// The table begins from a program that earns everything, in every assignment.
  @Test func honestyEarnsEverything() async throws {
    #expect(Self.rows.count >= 4 * Fraud.allCases.count)
    for id in try AssignmentLibrary.shipped.ids() {
      let assignment = try AssignmentLibrary.shipped.assignment(id)
      let grader = try Grader(assignment)
      let checks = await grader.grade(SimulatedStudent(grader.recipe)).checks
      #expect(checks.allSatisfy { $0.outcome == .correct && $0.points == $0.maximum }, "\(id)")
    }
  }
}
