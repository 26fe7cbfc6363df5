import Assignments
import Equations
import Foundation
import Reference
import Testing

/// The recipes that a submission can implement, and the quantities that it can publish.
@Suite struct HandedInTests {
  /// The faults of a manifest that has a recipe and quantities, and nothing else.
  private func faults(_ recipe: String, _ convention: String, quantities: String = "{}") -> [String] {
    let error = #expect(throws: ManifestError.self) {
      try Assignment(
        manifest: "recipe: \(recipe)\nconvention: \(convention)\nquantities: \(quantities)\n".utf8,
        file: "assignment.yaml", id: "77-new")
    }
    return (error?.problems ?? []).map { "\($0.fault)" }.filter { !$0.contains("is missing") }
  }

  /// The kit's own protocols: `Layer.forward(_ x:)`, `Loss.value(_ y:, target:)`, `Schedule.rate(at:)`.
  private static let refused = [
    ("embedding", "plain", "a program of the kind 'layer' works on x, which the recipe does not have"),
    ("oneHot", "fromZero", "a program of the kind 'layer' works on x, which the recipe does not have"),
    ("accuracy", "plain", "a program of the kind 'loss' works on target, which the recipe does not have"),
    ("l2Penalty", "plain", "a program of the kind 'loss' works on y or z, which the recipe does not have"),
    (
      "constantInitializer", "plain",
      "a program of the kind 'initializer' works on draws, which the recipe does not have"
    ),
    (
      "earlyStopping", "plain",
      "a program of the kind 'schedule' returns learningRate or momentum, which the recipe does not work out"
    ),
  ]

  @Test(arguments: refused) func aRecipeWithoutWhatItIsHandedIsRefused(
    _ recipe: String, _ convention: String, _ reason: String
  ) {
    let expected = "expected a recipe that a submission can implement, found '\(recipe)': \(reason)"
    #expect(faults(recipe, convention).contains { $0.hasSuffix(expected) })
  }

  @Test func aMemberOfAFamilyIsARecipe() { #expect(faults("trainMLP3", "adam", quantities: "{loss: 1}") == []) }

  /// What no method of the kit returns, or what the program is handed, would be missing in every submission.
  @Test(arguments: [
    ("smoothedCrossEntropy", "plain", "smoothed", "loss, dz"), ("plateauDecay", "plain", "isWorse", "learningRate"),
    ("rnn", "plain", "dx", "h, dWx, dWh, db, dh0"),
  ]) func aQuantityThatNothingReturnsIsUnknown(
    _ recipe: String, _ convention: String, _ quantity: String, _ known: String
  ) {
    let said = faults(recipe, convention, quantities: "{\(quantity): 1}")
    #expect(said.count == 1 && said[0].contains("'\(quantity)'"), "\(said)")
    #expect(said.first?.hasSuffix("known are \(known)") ?? false || said.first?.contains("did you mean") ?? false)
  }
}
