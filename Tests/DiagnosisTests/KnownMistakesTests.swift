import Assignments
import Equations
import Evaluation
import Grading
import Reference
import TestSupport
import Testing

@testable import Diagnosis

@Suite struct KnownMistakesTests {
  @Test func adamsListHasTheEverydaySlips() throws {
    let mistakes = try Component.adam.recipe().likelyMistakes()
    #expect(mistakes.count <= 30 && Set(mistakes).count == mistakes.count)
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
    #expect(!recipe.knownMistakes.isEmpty)
    // Known mistakes apply to the original formula only.
    let changed = EditOperators(recipe).edits(of: formula * 2, for: "learningRate")
    #expect(changed.allSatisfy { if case .named = $0.changes[0] { false } else { true } })
  }

  /// A mistake that computes what is right would accuse an honest program.
  @Test func everyKnownMistakeBelongsToAnEquationAndChangesIt() throws {
    for component in Catalogue.components {
      let recipes = try component.conventions.map { try component.recipe($0.name) }
      let tried = recipes.flatMap { recipe in recipe.ownMistakes.map(Row.init) }
      for mistake in recipes.flatMap({ component.mistakes(in: $0.convention) }) {
        #expect(!mistake.sentence.hasSuffix("."))
        // One that is right in every convention, or cannot be formed in any, would never be tried.
        #expect(tried.contains(Row(mistake)), "\(component.name): \(mistake.sentence)")
      }
    }
  }

  /// What makes a known mistake one and the same in two conventions.
  private struct Row: Equatable {
    let quantity: String
    let sentence: String
    let formula: Equations.Expression

    init(_ mistake: KnownMistake) {
      (quantity, sentence, formula) = (mistake.quantity, mistake.sentence, mistake.formula)
    }
  }

  /// One that nobody makes is no use to anybody.
  @Test func everyKnownMistakeHasAnOrigin() throws {
    let library = AssignmentLibrary(directory: Repository.root + "/assignments")
    for component in Catalogue.components {
      for convention in component.conventions {
        for mistake in component.mistakes(in: convention.name) {
          let row = "\(component.name): \(mistake.sentence)"
          switch mistake.origin {
          case .rule(let other):
            let others = try Catalogue.component(other).conventions.filter { $0 != convention }
            #expect(!others.isEmpty, "\(row)")
          case .source(let words): #expect(component.sources.contains { $0.contains(words) }, "\(row)")
          case .program: #expect(KnownProgram.all.contains { mistake.sentence.contains($0.words) }, "\(row)")
          case .sample(let path):
            let parts = path.split(separator: "/").map(String.init)
            let assignment = try library.assignment(parts[0])
            let sample = try #require(assignment.samples.first { $0.name == "Mistakes/\(parts[1])" }, "\(row)")
            #expect(assignment.recipe == component.name, "\(row)")
            #expect(mistake.sentence.contains(try #require(sample.diagnosis)), "\(row)")
          }
        }
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
          // The end of a cycle comes late.
          let cases = Evaluation(recipe).cases(steps: kind == .schedule ? 50 : 4)
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
