import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Testing
import Traces

@testable import Verification

/// Programs that compute nothing of what is asked, in every assignment there is: a new one joins by itself.
@Suite struct FraudTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let cheat: Cheat
    var testDescription: String { "\(id) \(cheat)" }
  }

  static let rows = ((try? AssignmentLibrary.shipped.tasks()) ?? []).flatMap { id in
    let kind = (try? AssignmentLibrary.shipped.task(id))?.kind ?? .optimizer
    return Cheat.against(kind).map { Row(id: id, cheat: $0) }
  }

  @Test(arguments: rows) func earnsNothing(row: Row) async throws {
    let assignment = try AssignmentLibrary.shipped.task(row.id)
    let grader = try Grader(assignment)
    // Another right pick is right.
    let picked =
      row.cheat.isAnotherDraw || row.cheat.followsThrough
      ? Set(assignment.cases.flatMap(\.inputs).filter(\.isChosen).map(\.name)) : []
    let checks = await grader.grade(CheatingStudent(row.cheat, in: grader)).checks.filter {
      $0.maximum > 0 && !picked.contains($0.quantity)
    }
    #expect(!checks.isEmpty)
    let points = checks.reduce(0) { $0 + $1.points }
    #expect(points <= (picked.isEmpty ? assignment.floor : 0), "\(checks.filter { $0.points > 0 })")
    for check in checks { #expect(check.outcome != .graderError, "\(check)") }
  }

  /// The table begins from a program that earns everything, in every assignment.
  @Test func honestyEarnsEverything() async throws {
    #expect(Self.rows.count >= 4 * Cheat.allCases.count)
    for id in try AssignmentLibrary.shipped.tasks() {
      let assignment = try AssignmentLibrary.shipped.task(id)
      let grader = try Grader(assignment)
      let checks = await grader.grade(SimulatedStudent(grader.recipe)).checks
      #expect(checks.allSatisfy { $0.outcome == .correct && $0.points == $0.maximum }, "\(id)")
    }
  }
}
