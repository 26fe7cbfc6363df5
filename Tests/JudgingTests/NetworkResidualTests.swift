import Equations
import Evaluation
import GradeModel
import GradingSupport
import Judging
import Reference
import Testing
import Traces

/// Demands on judging a layer, a loss, a sequence or a training run, whatever it computes.
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
        #expect(
          verdict.outcome == .correct, "variant \(seed): \(quantity): \(verdict.outcome) \(verdict.finding as Any)")
      }
    }
  }

  /// A program that gets one quantity wrong at one step, and goes on from there.
  @Test(arguments: DrawnCase.all) func aWrongNumberFailsItsOwnQuantityAlone(_ sample: DrawnCase) throws {
    let recipe = sample.recipe
    let step = Expression(.number(Double(min(2, sample.inputs.steps))))
    // No program continues from a class between two.
    let judged = recipe.equations.indices.filter {
      sample.asked.contains(recipe.equations[$0].target.name) && recipe.equations[$0].target.name != "decision"
    }
    #expect(!judged.isEmpty)
    for index in judged {
      let equation = recipe.equations[index]
      let quantity = equation.target.name
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
          "a wrong \(place) makes \(other) \(outcome?.rawValue ?? "unjudged"): \(verdicts[other]?.finding as Any)")
      }
    }
  }

  private static let frauds: [String: @Sendable (Double) -> Double] = [
    "all zero": { _ in 0 }, "all one": { _ in 1 }, "constant": { _ in 0.37 }, "all NaN": { _ in .nan },
    "all infinite": { _ in .infinity },
  ]

  /// Numbers that are made up without computing earn nothing, unless they happen to be right.
  @Test(arguments: frauds.keys.sorted()) func nothingIsEarnedBy(fraud: String) throws {
    let transform = try #require(Self.frauds[fraud])
    for sample in DrawnCase.all {
      let golden = try sample.published(by: sample.recipe)
      var made = golden
      for key in golden.keys where sample.asked.contains(key.quantity) {
        guard let series = golden[key] else { continue }
        let given = key.quantity == "weights" ? series.stride : 0
        let values = series.values.enumerated().map { $0 < given ? $1 : transform($1) }
        made[key] = .init(shape: series.shape, steps: series.steps, values: values)
      }
      let verdicts = try sample.verdicts(on: made)
      for quantity in sample.asked {
        let isRight = golden.parameters(of: quantity).allSatisfy { golden[quantity, $0] == made[quantity, $0] }
        let outcome = try #require(verdicts[quantity]?.outcome)
        #expect(
          isRight || [.incorrect, .unproven].contains(outcome), "\(sample): \(quantity) is \(outcome)")
      }
    }
  }
}
