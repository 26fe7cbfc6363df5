import Assignments
import Grading
import GradingSupport
import Reference
import Testing
import Traces
import Verification

@testable import Diagnosis

/// Inputs that a program changes, and the numbers that it computes from what the step before has left.
@Suite struct ChangedInputsTests {
  private struct Program: Subject {
    let make: @Sendable (RunInputs) -> Trace?

    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(trace: make(inputs) ?? Trace(), ending: .completed)
    }
  }

  /// Each call ends with a step of its own on W: dx is that of the W that the call before has left.
  @Test func weightsThatAreChangedAtTheEndOfEachStep() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("20-dense"))
    let recipe = grader.recipe
    let program = Program { inputs in
      let key = Trace.Key("W")
      guard var trace = try? recipe.trace(inputs), let given = inputs.constants[key],
        let old = trace["dx", ""]
      else { return nil }
      var (changed, own) = (inputs, given)
      var (slopes, left): ([Double], [Double]) = ([], [])
      for step in 0..<inputs.steps {
        changed.constants[key] = own
        guard let after = try? recipe.trace(changed), let dx = after["dx", ""] else { return nil }
        slopes += dx.step(step)
        own = own.map { $0 * 0.75 - 0.125 }
        left += own.values
      }
      trace["dx", ""] = .init(shape: old.shape, steps: old.steps, values: slopes)
      trace["W", ""] = .init(shape: given.shape, steps: inputs.steps, values: left)
      return trace
    }
    let words = await grader.grade(program).checks.flatMap { $0.diagnosis?.sentences ?? [] }
    #expect(words.contains { $0.hasPrefix("dx is computed with a W that has been changed before") }, "\(words)")
  }
}
