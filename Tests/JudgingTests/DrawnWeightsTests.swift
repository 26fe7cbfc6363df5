import Equations
import GradeModel
import Judging
import Reference
import Tensors
import Testing
import Traces

/// Weights that a program draws are judged only where they are laid out as asked.
@Suite struct DrawnWeightsTests {
  private static func choices(_ published: Trace) throws -> Choices {
    var inputs = RunInputs(parameters: [:], steps: 1)
    inputs.constants[.init("draws")] = Tensor(
      shape: [4, 3], values: (0..<12).map { Double($0) / 12 })
    inputs.chosen = ["draws"]
    return Choices(
      try Catalogue.component("glorotUniform").recipe(nil), inputs, published: published)
  }

  @Test func weightsOfAnotherShapeAreWrong() throws {
    var trace = Trace()
    trace["W", ""] = .init(
      shape: [3, 4], steps: 1, values: (0..<12).map { Double($0) / 24 - 0.25 })
    let choices = try Self.choices(trace)
    let verdict = try #require(choices.verdicts["draws"])
    #expect(verdict.outcome == .incorrect)
    #expect(verdict.finding == .shape(series: "W", yours: [3, 4], expected: [4, 3]))
    #expect(choices.obstacle == "draws" && choices.wrong == "draws")
  }

  @Test func weightsOfTwoStepsAreNotTheStart() throws {
    var trace = Trace()
    trace["W", ""] = .init(
      shape: [4, 3], steps: 2, values: (0..<24).map { Double($0) / 48 - 0.25 })
    #expect(try Self.choices(trace).verdicts["draws"]?.outcome == .incorrect)
  }

  @Test func weightsThatAreNotReportedAreMissing() throws {
    let choices = try Self.choices(Trace())
    #expect(choices.verdicts["draws"]?.outcome == .missing && choices.obstacle == "draws")
  }
}
