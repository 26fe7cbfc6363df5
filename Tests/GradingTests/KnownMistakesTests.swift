import Equations
import Grading
import Reference
import Testing

@Suite struct KnownMistakesTests {
  @Test func adamHasAtLeastFifteen() throws {
    let mistakes = try Component.adam.recipe().likelyMistakes()
    #expect(mistakes.count >= 15 && mistakes.count <= 20)
    #expect(Set(mistakes).count == mistakes.count)
    #expect(mistakes.contains { $0.contains("bias correction is missing") })
    #expect(mistakes.contains { $0.contains("β₁ and β₂ have changed places") || $0.contains("stands under the root") })
    // Every equation has its share.
    for quantity in ["m", "v", "mHat", "vHat"] {
      #expect(mistakes.contains { $0.contains("equation of \(quantity),") }, "none of \(quantity)")
    }
  }

  @Test func whatAFileKnowsComesFirst() throws {
    let mistakes = try Component.exponentialDecay.recipe().likelyMistakes()
    #expect(
      mistakes.first
        == "In the equation of learningRate: η₀ is raised to the power −λt, as note 004 misprints it; e belongs there.")
    let average = try Component.momentum.recipe("average").likelyMistakes()
    #expect(average.first?.contains("divided by the learning rate") == true)
    #expect(try Component.momentum.recipe("heavyBall").likelyMistakes().allSatisfy { !$0.contains("note 000's") })
  }

  @Test func thoseThatAreKnownAreTriedInDiagnosis() throws {
    let recipe = try Component.exponentialDecay.recipe()
    let formula = try #require(recipe.formula(of: "learningRate"))
    let edits = EditOperators(recipe).edits(of: formula, for: "learningRate")
    #expect(edits.filter { if case .named = $0.changes[0] { true } else { false } }.count == 1)
    // Of a formula that is changed already nothing is known.
    let changed = EditOperators(recipe).edits(of: formula * 2, for: "learningRate")
    #expect(changed.allSatisfy { if case .named = $0.changes[0] { false } else { true } })
  }

  /// A mistake that computes what is right would accuse an honest program.
  @Test func everyKnownMistakeBelongsToAnEquationAndChangesIt() throws {
    for component in Catalogue.components {
      for mistake in component.mistakes {
        #expect(!mistake.sentence.hasSuffix("."))
        let conventions = component.conventions.map(\.name).filter {
          mistake.conventions.isEmpty || mistake.conventions.contains($0)
        }
        #expect(!conventions.isEmpty && mistake.conventions.allSatisfy(conventions.contains), "\(component.name)")
        let recipes = try conventions.map { try component.recipe($0) }
        #expect(recipes.contains { $0.quantities.contains(mistake.quantity) }, "\(component.name): \(mistake.quantity)")
        for recipe in recipes { #expect(recipe.formula(of: mistake.quantity) != mistake.formula) }
      }
    }
  }

  @Test func theSameSentencesEveryTime() throws {
    let recipe = try Component.lstm.recipe()
    #expect(recipe.likelyMistakes() == recipe.likelyMistakes())
    #expect(recipe.likelyMistakes(atMost: 3).count == 3)
  }
}
