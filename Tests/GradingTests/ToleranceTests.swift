import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Verification

/// An author's own tolerance is shown with its reason. A student is told all the same what his own equations say.
@Suite struct ToleranceTests {
  private func grader() throws -> Grader {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    assignment.comparison = Comparison(rtol: 1e-9, atol: 1e-12, reason: "the handout prints nine digits")
    return try Grader(assignment)
  }

  @Test func theReasonIsSaid() async throws {
    let grader = try grader()
    let result = await grader.grade(SimulatedStudent(grader.recipe))
    #expect(result.checks.allSatisfy { $0.outcome == .correct })
    #expect(
      result.notes == [.authorsTolerance(atol: 1e-12, rtol: 1e-9, reason: "the handout prints nine digits")])
  }

  /// v alone is wrong. Quantities computed from it earn nothing here, and the student is told that they only follow.
  @Test func whatOnlyFollowsIsTold() async throws {
    let grader = try grader()
    let wrong = grader.recipe.replacing("v", by: β2 * previous(quantity("v")) + (1 - β2) * abs(g))
    let checks = await grader.grade(SimulatedStudent(wrong)).checks
    for (quantity, sources) in [("vHat", ["v"]), ("weights", ["vHat"])] {
      let own = checks.filter { $0.quantity == quantity }
      #expect(own.allSatisfy { $0.outcome == .incorrect && $0.points == 0 })
      #expect(own.allSatisfy { $0.byEquation == .follows(sources: sources, origins: ["v"]) })
      #expect(own.allSatisfy { $0.diagnosis == nil })
    }
    let own = checks.filter { $0.quantity == "v" }
    #expect(own.allSatisfy { $0.outcome == .incorrect && $0.diagnosis != nil })
    #expect(own.allSatisfy { $0.byEquation == nil })
  }
}
