import Assignments
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces
import Verification

/// The dense layer's assignment, graded on traces.
@Suite struct LayerAssignmentTests {
  private let grader: Grader

  init() throws {
    grader = try Grader(AssignmentLibrary.shipped.assignment("20-dense"))
  }

  private struct Changed: Subject {
    let recipe: SimulatedStudent
    let change: @Sendable (String, Double) -> Double

    func run(_ inputs: RunInputs) async -> CaseRun {
      var run = await recipe.run(inputs)
      for key in run.trace.keys {
        guard let series = run.trace[key] else { continue }
        run.trace[key] = .init(
          shape: series.shape, steps: series.steps, values: series.values.map { change(key.quantity, $0) })
      }
      return run
    }
  }

  private func changed(_ change: @escaping @Sendable (String, Double) -> Double) -> Changed {
    Changed(recipe: SimulatedStudent(grader.recipe), change: change)
  }

  @Test func theReferenceEarnsEverything() async {
    let checks = await grader.grade(SimulatedStudent(grader.recipe)).checks
    #expect(checks.count == 12 && checks.allSatisfy { $0.outcome == .correct })
    #expect(abs(checks.reduce(0) { $0 + $1.points } - 100) < 1e-12)
  }

  @Test func aWrongQuantityLosesItsOwnPointsOnly() async {
    for (quantity, points) in [("y", 70.0), ("dx", 75), ("dW", 75), ("db", 80)] {
      let checks = await grader.grade(changed { $0 == quantity ? $1 * 1.000001 : $1 }).checks
      #expect(abs(checks.reduce(0) { $0 + $1.points } - points) < 1e-12, "\(quantity)")
      #expect(Set(checks.filter { $0.outcome != .correct }.map(\.quantity)) == [quantity])
    }
  }

  @Test func whatIsMadeUpEarnsNothing() async {
    for value in [0, 1, 0.37, .nan, .infinity] {
      let checks = await grader.grade(changed { _, _ in value }).checks
      #expect(checks.allSatisfy { $0.points == 0 && $0.outcome == .incorrect }, "\(value)")
    }
  }
}
