import Equations
import GradeModel
import Judging
import Reference
import Tensors
import Testing
import Traces

#if canImport(Glibc)
  import Glibc
#endif

/// Quantities that go on from more than what was published.
@Suite struct RoundedSourceTests {
  /// The sigmoid by the hyperbolic tangent, which has lost digits where it is small, and the slope by the hyperbolic cosine.
  private func outcomes(times factor: Double) throws -> [String: Outcome] {
    let recipe = try Component.sigmoid.recipe("plain")
    let x = [-16.5, -9.25, -1.5, 0.75, 4.5, 12.25], dy = [1.25, -0.5, 2.5, 0.375, -1.75, 0.625]
    var inputs = RunInputs(steps: 1)
    inputs.constants[.init("x")] = Tensor(shape: [6], values: x)
    inputs.constants[.init("dy")] = Tensor(shape: [6], values: dy)
    var trace = Trace()
    trace["y", ""] = .init(shape: [6], steps: 1, values: x.map { (1 + tanh($0 / 2)) / 2 })
    trace["dx", ""] = .init(
      shape: [6], steps: 1, values: zip(x, dy).map { factor * $1 / (4 * cosh($0 / 2) * cosh($0 / 2)) })
    let examination = try Examination(
      caseID: "usual", recipe: recipe, inputs: inputs, golden: try recipe.trace(inputs), trace: trace)
    return Verdicts(examination, published: trace, edits: [:]).all().mapValues(\.outcome)
  }

  @Test func aSlopeMayKnowMoreThanTheOutput() throws {
    #expect(try outcomes(times: 1) == ["y": .correct, "dx": .correct])
  }

  @Test(arguments: [1 + 1e-9, 1 - 1e-12, 2, -1]) func nothingElseFollows(_ factor: Double) throws {
    #expect(try outcomes(times: factor) == ["y": .correct, "dx": .incorrect])
  }
}
