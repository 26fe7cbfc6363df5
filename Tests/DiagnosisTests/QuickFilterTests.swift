import Equations
import Evaluation
import Judging
import Reference
import Testing
import Traces

@testable import Diagnosis

/// Programs that pass on all numbers must not be turned down on a few of them.
@Suite struct QuickFilterTests {
  private func examinations(_ recipe: Recipe, student: Recipe, hiding hidden: Set<String> = []) throws -> [Examination]
  {
    try Evaluation(recipe).cases(steps: 12).map { inputs in
      let golden = try recipe.trace(inputs)
      var trace = try student.trace(inputs)
      for key in trace.keys where hidden.contains(key.quantity) { trace[key] = nil }
      return try Examination(
        caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: Structure.judgeable(trace, golden: golden))
    }
  }

  static let optimizers = ["adam", "rmsprop", "lamb", "adafactor", "nadam", "adagrad", "lion", "clipByGlobalNorm"]

  @Test(arguments: optimizers)
  func anHonestProgramIsNeverTurnedDown(name: String) throws {
    let component = try Catalogue.component(name)
    let recipes = try component.conventions.map { try component.recipe($0.name) }
      .filter { $0.inputs.map(\.name) == ["gradients"] }
    try #require(!recipes.isEmpty)
    for recipe in recipes {
      for seed in 1...6 {
        var variant = HonestVariant(seed: UInt64(seed))
        let seen = try examinations(recipe, student: variant.rearranged(recipe))
        let screen = QuickFilter(seen, quantities: recipe.quantities)
        for quantity in recipe.quantities {
          let formula = try #require(recipe.formula(of: quantity))
          #expect(!screen.refutes(formula, for: quantity), "\(recipe.name) \(quantity) variant \(seed)")
        }
      }
    }
  }

  /// Programs that the screen turns down fail on all numbers too; and it turns nearly all wrong formulas down.
  @Test(arguments: ["adam", "rmsprop", "adamax"])
  func itAgreesWithTheWholeJudgement(name: String) throws {
    let recipe = try Catalogue.component(name).recipe(nil)
    let seen = try examinations(recipe, student: recipe)
    let screen = QuickFilter(seen, quantities: recipe.quantities)
    var (refuted, failing) = (0, 0)
    for equation in recipe.equations {
      for edit in EditOperators(recipe).edits(of: equation.formula, for: equation.target.name) {
        let fails = seen.contains { !($0.judge(edit.formula, for: edit.quantity)?.agrees ?? false) }
        let isRefuted = screen.refutes(edit.formula, for: edit.quantity)
        #expect(!isRefuted || fails, "\(edit)")
        failing += fails ? 1 : 0
        refuted += isRefuted ? 1 : 0
      }
    }
    #expect(failing > 50 && refuted > failing * 9 / 10, "\(refuted) of \(failing)")
  }

  /// A supposition about a quantity that is not published is followed step by step to one that is.
  @Test func itFollowsWhatIsNotPublished() throws {
    let recipe = try Catalogue.component("adam").recipe(nil)
    let wrong = Expression(
      try #require(recipe.formula(of: "v")).node.replacing(.setting("beta2"), by: .setting("beta1")))
    let seen = try examinations(
      recipe, student: recipe.replacing("v", by: wrong), hiding: ["m", "v", "mHat", "vHat"])
    let screen = QuickFilter(seen, quantities: ["weights"])
    let weights = try #require(recipe.formula(of: "weights"))
    #expect(screen.refutes(weights, for: "weights"))
    #expect(!screen.refutes(weights, for: "weights", supposing: ["v": wrong]))
    #expect(screen.refutes(weights, for: "weights", supposing: ["m": 0]))
  }
}
