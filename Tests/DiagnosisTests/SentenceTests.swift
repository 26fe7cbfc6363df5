import Equations
import Reference
import Testing

@testable import Diagnosis

/// Sentences to a student: short, and in the symbols that a handout has.
@Suite struct SentenceTests {
  /// The longest sentence that is read to its end.
  private static let longest = 200

  private static func faults(_ sentence: String) -> [String] {
    // A form is told by the rule of its note, which may be long.
    let isForm = sentence.hasPrefix("This is ")
    return (sentence.contains("⟨") || sentence.contains("⟩") ? ["shows the name of an axis"] : [])
      + (sentence.count > longest && !isForm ? ["has \(sentence.count) characters"] : [])
      + (sentence.hasSuffix(".") ? [] : ["has no full stop"])
  }

  static let recipes: [Recipe] = Catalogue.components.flatMap { component in
    component.conventions.compactMap { try? component.recipe($0.name) }
  }

  /// Every change of every equation of the catalogue.
  @Test func everyChange() {
    for recipe in Self.recipes {
      let wording = DiagnosisWording(recipe)
      let operators = EditOperators(recipe)
      for equation in recipe.equations {
        let known = recipe.knownMistakes.filter { $0.quantity == equation.target.name }
        for edit in operators.edits(of: equation.formula, for: equation.target.name) + known {
          for sentence in wording.sentences(Diagnoser.Supposition(edits: [edit])) {
            #expect(Self.faults(sentence).isEmpty, "\(recipe.name) \(recipe.convention): \(sentence)")
          }
        }
      }
    }
  }
}
