import Equations
import Reference
import Tensors
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

  /// What is too plain to have been recorded, worked by hand.
  @Test func classesAreEncodedDecidedAndCounted() throws {
    let scores = Tensor(shape: [3, 3], values: [0, 2, 1, 5, 5, 0, 1, 2, 3])
    func run(_ component: Component, _ convention: String?, _ constants: [String: Tensor], _ output: String) throws
      -> [Double]?
    {
      let given = Dictionary(uniqueKeysWithValues: constants.map { (Trace.Key($0), $1) })
      return try component.recipe(convention).trace(RunInputs(constants: given))[output, ""]?.values
    }
    let labels = Tensor(shape: [3], values: [1, 1, 2])
    #expect(try run(.argmaxDecision, "fromZero", ["x": scores], "y") == [1, 0, 2])
    #expect(try run(.argmaxDecision, "fromOne", ["x": scores], "y") == [2, 1, 3])
    let rows: [Double] = [0, 1, 0, 0, 1, 0, 0, 0, 1]
    #expect(try run(.oneHotEncoding, "fromZero", ["labels": labels, "z": scores], "y") == rows)
    let first: [Double] = [1, 0, 0, 1, 0, 0, 0, 1, 0]
    #expect(try run(.oneHotEncoding, "fromOne", ["labels": labels, "z": scores], "y") == first)
    #expect(try run(.accuracy, nil, ["y": scores, "labels": labels], "accuracy") == [2.0 / 3.0])
    #expect(try run(.constantInitializer, nil, ["like": labels], "W") == [0, 0, 0])
  }

  @Test func differencesAreSeenWhereverTheyAre() {
    #expect(RecordedLayer.relative([1, 2], [1, 2]) == 0)
    #expect(RecordedLayer.relative([2, 1], [1, 2]) == 0.5)
    #expect(RecordedLayer.relative([1], [1, 2]) == .infinity)
    #expect(RecordedLayer.relative([.nan], [1]) == .infinity)
    #expect(RecordedLayer.relative([0], [0]) == 0)
  }
}
