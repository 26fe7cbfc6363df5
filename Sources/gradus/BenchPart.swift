import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Reference

/// An assignment with one recipe that a submission is graded by: a part of the whole, or the whole itself.
struct BenchPart: Sendable {
  let assignment: Assignment
  let grader: Grader

  init(_ assignment: Assignment) throws(RecipeError) {
    self.assignment = assignment
    grader = try Grader(assignment)
  }

  /// All that the reference or the manifest has a name for.
  var quantities: Set<String> {
    Set(grader.recipe.quantities + grader.recipe.inputs.map(\.name) + assignment.quantities.map(\.name))
  }

  /// The names of properties that a submission may have to be asked for.
  var asked: AskedProperties {
    AskedProperties(
      read: assignment.quantities.map(\.name) + grader.recipe.component.choices.keys.sorted(),
      written: grader.recipe.inputs.map(\.name) + grader.recipe.component.settings.map(\.name))
  }

  /// The checks of a submission that was never run.
  func unreached(_ outcome: Outcome, because message: String) -> [Check] {
    assignment.cases.flatMap { graded in
      assignment.quantities.map { quantity in
        Check(
          caseID: graded.id, quantity: quantity.name, outcome: outcome, points: 0,
          maximum: assignment.points(of: quantity, in: graded),
          finding: .notReached(because: message))
      }
    }
  }

  func secondsByCase(_ seconds: [Double?]) -> [String: Double] {
    Dictionary(
      zip(assignment.cases, seconds).compactMap { graded, seconds in seconds.map { (graded.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Assignment {
  /// A step of a case of the whole, as one of its parts names the case; nil if the case is another part's.
  func step(_ step: (caseID: String, step: Int), in part: Assignment) -> (caseID: String, step: Int)? {
    guard !parts.isEmpty else { return step }
    return PartName.part(of: step.caseID) == part.id ? (PartName.own(step.caseID), step.step) : nil
  }
}
