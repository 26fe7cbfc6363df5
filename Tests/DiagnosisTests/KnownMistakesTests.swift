import Equations
import Evaluation
import Grading
import Reference
import Testing

@testable import Diagnosis

@Suite struct KnownMistakesTests {
  @Test func adamHasAtLeastFifteen() throws {
    let mistakes = try Component.adam.recipe().likelyMistakes()
    #expect(mistakes.count >= 15 && mistakes.count <= 30)
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
    #expect(edits.filter { if case .named = $0.changes[0] { true } else { false } }.count == recipe.knownMistakes.count)
    #expect(recipe.knownMistakes.count >= 5)
    // Known mistakes apply to the original formula only.
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
        // A mistake that is right in every convention it is meant for, or cannot be formed there, would never be tried.
        let named = recipes.flatMap { recipe in
          recipe.knownMistakes.map(\.formula) + recipe.mistakesWithStates.map(\.formula)
        }
        #expect(named.contains(mistake.formula), "\(component.name): \(mistake.sentence)")
        for recipe in recipes where !mistake.conventions.isEmpty {
          #expect(recipe.formula(of: mistake.quantity) != mistake.formula)
        }
      }
    }
  }

  /// Mistakes that a marker has seen are written down by hand, for each optimizer and each layer.
  @Test func everyOptimizerAndLayerHasItsOwnList() throws {
    for component in Catalogue.components where component.kind == .optimizer || component.kind == .layer {
      for convention in component.conventions {
        let recipe = try component.recipe(convention.name)
        let own = recipe.knownMistakes.map(\.changes) + recipe.mistakesWithStates.map { [.named($0.sentence)] }
        // Little can go wrong in finding a largest entry.
        let least = recipe.name == "argmax" || recipe.name == "oneHot" || recipe.convention == "evaluation" ? 2 : 5
        #expect(own.count >= least, "\(recipe.name) \(recipe.convention): \(own.count)")
      }
    }
  }

  /// Each of them can be computed, and gives other numbers than the right formula.
  @Test func aKnownMistakeShows() throws {
    for component in Catalogue.components where component.kind == .optimizer {
      for convention in component.conventions {
        let recipe = try component.recipe(convention.name)
        guard recipe.inputs.map(\.name) == ["gradients"], recipe.component.axes["weights"] == nil else { continue }
        let cases = Evaluation(recipe).cases(steps: 12)
        let right = try cases.map { try recipe.trace($0) }
        for edit in recipe.knownMistakes {
          let wrong = try cases.map { try recipe.replacing(edit.quantity, by: edit.formula).trace($0) }
          #expect(wrong != right, "\(recipe.name) \(recipe.convention): \(edit.changes)")
        }
      }
    }
  }

  /// Layers, losses and schedules: the same, on drawn inputs.
  @Test func aKnownMistakeOfALayerShows() throws {
    for kind in [Component.Kind.layer, .loss, .schedule] {
      for component in Catalogue.components where component.kind == kind {
        for convention in component.conventions {
          let recipe = try component.recipe(convention.name)
          let cases = Evaluation(recipe).cases(steps: 4)
          let right = try cases.map { try recipe.trace($0) }
          for edit in recipe.knownMistakes {
            let wrong = cases.map { try? recipe.replacing(edit.quantity, by: edit.formula).trace($0) }
            #expect(
              wrong.allSatisfy { $0 != nil }, "\(recipe.name) \(recipe.convention) cannot be run: \(edit.changes)")
            #expect(wrong != right, "\(recipe.name) \(recipe.convention): \(edit.changes)")
          }
        }
      }
    }
  }

  @Test func theSameSentencesEveryTime() throws {
    let recipe = try Component.lstm.recipe()
    #expect(recipe.likelyMistakes() == recipe.likelyMistakes())
    #expect(recipe.likelyMistakes(atMost: 3).count == 3)
  }
}
