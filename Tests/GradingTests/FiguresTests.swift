import Assignments
import Equations
import GradeModel
import GradingSupport
import Reference
import Testing
import Traces

@testable import Grading

/// The numbers behind the pictures of a report.
@Suite struct FiguresTests {
  /// A student whose ε stands under the root, in the cases of a shipped assignment.
  private struct InsideRoot: Subject {
    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(
        trace: (try? Component.adam.recipe("insideRoot").trace(inputs)) ?? Trace(), ending: .completed)
    }
  }

  private static func figures(hidden: Bool = false) async throws -> (Grader, Figures) {
    var assignment = try AssignmentLibrary.shipped.assignment("10-adam")
    if hidden { assignment = try assignment.addingHiddenCases(secret: Array("a secret of enough bytes".utf8)) }
    let grader = try Grader(assignment)
    var runs = Runs(cases: [])
    for inputs in grader.inputs { runs.cases.append(await InsideRoot().run(inputs)) }
    return (grader, await grader.grade(runs, asking: InsideRoot(), illustrated: true).result.figures)
  }

  @Test func theFirstFailureIsShownWithItsNumbers() async throws {
    let (grader, figures) = try await Self.figures()
    #expect(figures.quantities.map(\.quantity) == ["weights"])
    let figure = try #require(figures.quantities.first)
    let first = figure.first
    #expect(abs(first.yours - first.computed) > first.allowed)
    // w − η·m̂/(√v̂ + ε), worked out here from the numbers that are listed.
    let values = first.inputs.map(\.value)
    try #require(values.count == 5)
    let expected = values[0] - values[1] * values[2] / (values[3].squareRoot() + values[4])
    #expect(abs(expected - first.computed) <= first.allowed)
    let inside = values[0] - values[1] * values[2] / (values[3] + values[4]).squareRoot()
    #expect(abs(inside - first.yours) <= first.allowed)
    #expect(figure.asked.isMarked && figure.yours?.isMarked == true)
    let shown = try #require(grader.assignment.cases.first { $0.id == figure.caseID })
    #expect(figure.residuals.map(\.step) == Array(1...shown.steps))
    #expect(figure.residuals.contains { $0.distance > $0.allowed })
    // The formula found gives the student's own numbers.
    for step in figure.values {
      let found = try #require(step.diagnosed)
      #expect(abs(found - step.yours) <= 1e-14 * abs(step.yours))
    }
  }

  /// A student with another formula for a step that is not published.
  private struct Departing: Subject {
    let recipe: Recipe
    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(trace: (try? recipe.trace(inputs)) ?? Trace(), ending: .completed)
    }
  }

  /// Of gradients that go wrong on the way, the equation on the way is shown, with the student's beside it.
  @Test func theEquationOfAStepBetweenIsShown() async throws {
    let grader = try Grader(try AssignmentLibrary.shipped.assignment("04-backpropagation"))
    let slope = 1 - square(tanh(quantity("h1")))
    let student = Departing(recipe: grader.recipe.replacing("dz1", by: quantity("dh1") * slope))
    var runs = Runs(cases: [])
    for inputs in grader.inputs { runs.cases.append(await student.run(inputs)) }
    let figures = await grader.grade(runs, asking: student, illustrated: true).result.figures
    let figure = try #require(figures.quantities.first { $0.quantity == "gradients" })
    #expect(figure.asked.markup.contains("dz1") && figure.asked.isMarked)
    #expect(figure.yours?.markup.contains("dz1") == true && figure.yours?.isMarked == true)
  }

  @Test func nothingIsShownOfAHiddenCase() async throws {
    let (grader, figures) = try await Self.figures(hidden: true)
    let hidden = Set(grader.assignment.cases.filter(\.isHidden).map(\.id))
    #expect(!hidden.isEmpty && !figures.quantities.isEmpty)
    #expect(hidden.isDisjoint(with: figures.quantities.map(\.caseID)))
  }

  @Test func aRightProgramHasNoWrongQuantity() async throws {
    let assignment = try AssignmentLibrary.shipped.assignment("11-nesterov")
    let grader = try Grader(assignment)
    struct Right: Subject {
      let grader: Grader
      func run(_ inputs: RunInputs) async -> CaseRun {
        CaseRun(trace: (try? grader.recipe.trace(inputs)) ?? Trace(), ending: .completed)
      }
    }
    let student = Right(grader: grader)
    let runs = await grader.grade(running: student).runs
    let figures = await grader.grade(runs, asking: student, illustrated: true).result.figures
    #expect(figures.quantities.isEmpty)
    let loss = try #require(figures.loss)
    #expect(loss.steps.allSatisfy { $0.yours == $0.expected })
    let paths = try #require(figures.paths)
    #expect(paths.yours == paths.expected && paths.yours.count > 2)
  }
}
