import Equations
import GradeModel
import Reference
import Testing
import Traces

@testable import Grading

/// What judging a layer, a loss, a sequence or a training run owes, whatever it computes.
@Suite struct NetworkResidualTests {
  @Test func everyConventionIsThere() {
    let components = Catalogue.components.filter { $0.kind != .optimizer && $0.kind != .schedule }
    #expect(DrawnCase.all.count == components.reduce(0) { $0 + $1.conventions.count })
  }

  @Test(arguments: DrawnCase.all) func theReferenceHoldsOnItsOwnValues(_ sample: DrawnCase) throws {
    let examination = try sample.examination(of: sample.published(by: sample.recipe))
    for quantity in sample.asked {
      let judgement = try #require(examination.judge(quantity), "\(quantity) cannot be judged")
      #expect(judgement.worst <= 4, "\(quantity) is off by \(judgement.worst) bounds")
      #expect(judgement.checkable >= 0.5, "\(quantity) can be checked in \(judgement.checkable) of its numbers")
    }
  }

  @Test(arguments: DrawnCase.all) func honestProgramsLoseNothing(_ sample: DrawnCase) throws {
    for seed in 1...6 {
      var variant = HonestVariant(seed: UInt64(seed))
      let trace = try sample.published(by: variant.rearranged(sample.recipe))
      for (quantity, verdict) in try sample.verdicts(on: trace) where sample.asked.contains(quantity) {
        #expect(verdict.outcome == .correct, "variant \(seed): \(quantity): \(verdict.message)")
      }
    }
  }

  /// A program that gets one quantity wrong at one step, and goes on from there.
  @Test(arguments: DrawnCase.all) func aWrongNumberFailsItsOwnQuantityAlone(_ sample: DrawnCase) throws {
    let recipe = sample.recipe
    let step = Expression(.number(Double(min(2, sample.inputs.steps))))
    for index in recipe.equations.indices {
      let equation = recipe.equations[index]
      let quantity = equation.target.name
      // No program goes on from a class between two.
      guard sample.asked.contains(quantity), quantity != "decision" else { continue }
      let wrong = equation.formula + select(equal(t, step), number(1e-6) + number(0.001) * abs(equation.formula), 0)
      var equations = recipe.equations
      equations[index] = Equation(equation.target, wrong)
      let verdicts = try sample.verdicts(on: sample.published(by: recipe.rewritten(equations)))
      let place = equation.target.parameter.map { "\(quantity)/\($0)" } ?? quantity
      #expect(verdicts[quantity]?.outcome == .incorrect, "a wrong \(place) goes unnoticed")
      for other in sample.asked where other != quantity {
        let outcome = verdicts[other]?.outcome
        #expect(
          outcome == .correct || outcome == .followThrough,
          "a wrong \(place) makes \(other) \(outcome?.rawValue ?? "unjudged"): \(verdicts[other]?.message ?? "")")
      }
    }
  }
}
