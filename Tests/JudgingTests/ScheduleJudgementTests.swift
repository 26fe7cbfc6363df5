import Equations
import GradingSupport
import Judging
import Reference
import Testing
import Traces

/// A rate that falls by a factor a step may be worked out from the step before.
@Suite struct ScheduleJudgementTests {
  private func judgement(_ rate: (Int) -> Double, steps: Int, decay: Double) throws -> Judgement {
    let recipe = try Component.exponentialDecay.recipe()
    let inputs = RunInputs(settings: ["learningRate": 0.37, "decay": decay], steps: steps)
    var trace = Trace()
    trace["learningRate", ""] = .init(shape: [], steps: steps, values: (1...steps).map(rate))
    let examination = try Examination(
      caseID: "", recipe: recipe, inputs: inputs, golden: recipe.trace(inputs), trace: trace)
    return try #require(examination.judge("learningRate"))
  }

  @Test(arguments: [0.1, 0.043, 0.001, 0.0007]) func aFactorAStepIsHonest(decay: Double) throws {
    var rates = [0.37]
    for _ in 1...2_000 { rates.append(rates[rates.count - 1] * exponential(-decay)) }
    let judgement = try judgement({ rates[$0] }, steps: 2_000, decay: decay)
    #expect(judgement.holds, "off by \(judgement.worst) bounds")
    // A constant that is wrong in the ninth digit is not.
    let wrong = try self.judgement({ 0.37 * exponential(-decay * (1 + 1e-9) * Double($0)) }, steps: 2_000, decay: decay)
    #expect(wrong.worst > 1_000)
    #expect(try self.judgement({ rates[$0 - 1] }, steps: 2_000, decay: decay).worst > 1e6)
  }
}
