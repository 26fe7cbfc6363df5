import Equations
import GradeModel
import GradingSupport
import Judging
import Reference
import Testing
import Traces

/// An axis of length 1 too many is a slip of one quantity: what follows from its numbers is judged.
@Suite struct OtherAxesTests {
  private func outcomes(varianceTimes factor: Double, xHatTimes slip: Double = 1) throws -> [String: Outcome] {
    let recipe = try Component.layerNorm.recipe()
    let inputs = DrawnCase(recipe).inputs
    let golden = try recipe.trace(inputs)
    let (variance, xHat) = try (#require(recipe.formula(of: "variance")), #require(recipe.formula(of: "xHat")))
    let student = recipe.replacing("variance", by: variance * number(factor)).replacing("xHat", by: xHat * number(slip))
    var published = try student.trace(inputs)
    for quantity in ["mean", "variance"] {
      let own = try #require(published[quantity, ""])
      published[quantity, ""] = .init(shape: own.shape + [1], steps: own.steps, values: own.values)
    }
    let examination = try Examination(
      caseID: "usual", recipe: recipe, inputs: inputs, golden: golden,
      trace: Structure.judgeable(published, golden: golden))
    return Verdicts(examination, published: published, edits: [:]).all().mapValues(\.outcome)
  }

  @Test func whatFollowsIsRight() throws {
    let right = try outcomes(varianceTimes: 1)
    #expect(right["variance"] == .incorrect && right["mean"] == .incorrect)
    #expect(right["xHat"] == .correct && right["y"] == .correct)
  }

  @Test func whatFollowsFromWrongNumbersFollows() throws {
    let wrong = try outcomes(varianceTimes: 1.5)
    #expect(wrong["variance"] == .incorrect && wrong["xHat"] == .followThrough)
  }

  @Test func whatDoesNotFollowIsWrong() throws {
    #expect(try outcomes(varianceTimes: 1, xHatTimes: 2)["xHat"] == .incorrect)
  }
}
