import Equations
import Reference
import Testing
import Traces

/// Layers, losses and initializers, forward and backward as written, beside what PyTorch made of them.
@Suite struct LayerOracleTests {
  /// How far we may be off, relative to a tensor's largest number; sequences are held to less.
  static let target = 1e-13

  @Test(arguments: RecordedLayer.layers) func theRecipeAgreesWithTheRecordedNumbers(_ recorded: RecordedLayer) throws {
    let recipe = try recorded.recipe
    let comparisons = try recorded.comparisons(recipe)
    for comparison in comparisons {
      #expect(comparison.difference <= Self.target, "\(comparison.tensor) is off by \(comparison.difference)")
    }
    let given = Set(recipe.inputs.map(\.name))
    let compared = Set(comparisons.map(\.tensor))
    for name in recorded.file.tensors.keys.sorted() where !given.contains(name) {
      #expect(compared.contains(name), "\(name) was recorded and is not compared")
    }
  }

  /// A file that no recipe reads would otherwise prove nothing, silently.
  @Test func everyFileHasItsRecipe() {
    #expect(RecordedLayer.all.count > 80)
    for recorded in RecordedLayer.all {
      #expect(throws: Never.self, "\(recorded.path) is read by no recipe") { try recorded.recipe }
    }
  }

  /// The largest difference of each recipe, for the coverage table.
  @Test func theLargestDifferencesArePrinted() throws {
    var largest: [String: Double] = [:]
    for recorded in RecordedLayer.all {
      guard let recipe = try? recorded.recipe else { continue }
      for comparison in try recorded.comparisons(recipe) {
        let key = "\(recipe.name) \(recipe.convention)"
        largest[key] = max(largest[key] ?? 0, comparison.difference)
      }
    }
    for (key, difference) in largest.sorted(by: { $0.key < $1.key }) { print("oracle: \(key) \(difference)") }
    #expect(largest.count > 0)
  }

  @Test func differencesAreSeenWhereverTheyAre() {
    #expect(RecordedLayer.relative([1, 2], [1, 2]) == 0)
    #expect(RecordedLayer.relative([2, 1], [1, 2]) == 0.5)
    #expect(RecordedLayer.relative([1], [1, 2]) == .infinity)
    #expect(RecordedLayer.relative([.nan], [1]) == .infinity)
    #expect(RecordedLayer.relative([0], [0]) == 0)
  }
}
