import Equations
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// Demands on every layer, loss, initializer and training run, on the inputs recorded of it.
@Suite struct ComponentContractTests {
  private struct Listed: CustomTestStringConvertible, Sendable {
    let recipe: Recipe
    /// Each recorded case.
    let inputs: [RunInputs]

    var testDescription: String { "\(recipe.name) \(recipe.convention)" }

    static let all: [Listed] = Catalogue.components.filter { !$0.isAlongSteps }.flatMap { component in
      component.conventions.compactMap { convention in
        guard let recipe = try? component.recipe(convention.name) else { return nil }
        let cases = (RecordedTrace.layers + RecordedTrace.trainings).filter { trace in
          guard let recorded = try? trace.recipe else { return false }
          return recorded.name == recipe.name && recorded.convention == recipe.convention
        }
        return Listed(recipe: recipe, inputs: cases.map { $0.inputs(for: recipe) })
      }
    }
  }

  @Test func theTableHasEveryConvention() {
    let components = Catalogue.components.filter { !$0.isAlongSteps }
    #expect(Listed.all.count == components.reduce(0) { $0 + $1.conventions.count })
    #expect(components.allSatisfy { !$0.sources.isEmpty && !$0.title.isEmpty })
    for listed in Listed.all { #expect(!listed.inputs.isEmpty, "\(listed.testDescription) has no case") }
  }

  @Test(arguments: Listed.all) private func aTraceIsCompleteFiniteAndTheSameEachTime(_ listed: Listed) throws {
    let recipe = listed.recipe
    for inputs in listed.inputs {
      let trace = try recipe.trace(inputs)
      let listedByTrace = Set(trace.keys.map(\.quantity))
      let given = recipe.inputs.filter(\.isPerStep).map(\.name)
      #expect(listedByTrace == Set(recipe.quantities + given), "the trace lists other quantities than the recipe")
      for key in trace.keys {
        let series = try #require(trace[key])
        #expect(series.steps == (key.quantity == "weights" ? inputs.steps + 1 : inputs.steps), "\(key)")
        // The margin of a maximum's window holds −∞.
        let isInternal = recipe.component.internals.contains(key.quantity)
        #expect(series.values.allSatisfy { $0.isFinite || (isInternal && $0 == -.infinity) }, "\(key) is not finite")
        let axes = recipe.axes[key.parameter.isEmpty ? key.quantity : key.parameter]
        #expect(axes == nil || axes?.count == series.shape.count, "\(key) has the shape \(series.shape)")
      }
      for (name, parameter) in inputs.parameters {
        #expect(trace["weights", name]?.shape == parameter.shape)
        #expect(trace["weights", name].map { Array($0.step(0)) } == parameter.values)
      }
      let again = try recipe.trace(inputs)
      #expect(again == trace)
    }
  }

  /// Conventions with the same inputs differ in a number that both publish, on a shipped case; neither refuses it.
  @Test(arguments: Listed.all) private func everyConventionDiffersFromItsSiblings(_ listed: Listed) throws {
    let recipe = listed.recipe
    for sibling in Listed.all where sibling.recipe.name == recipe.name {
      let other = sibling.recipe
      if other.convention == recipe.convention { continue }
      if other.inputs.map(Given.init) != recipe.inputs.map(Given.init) {
        #expect(
          Self.givenOtherwise.contains(recipe.name), "\(recipe.name): one of its conventions is given other inputs")
        continue
      }
      let differs = try (listed.inputs + sibling.inputs).contains { inputs in
        let (ours, theirs) = (try recipe.trace(inputs), try other.trace(inputs))
        let shared = ours.keys.filter { theirs[$0]?.values.count == ours[$0]?.values.count }
        #expect(shared.contains { !inputs.series.keys.contains($0) }, "nothing to compare with \(other.convention)")
        return shared.contains { RecordedTrace.ofTensor(ours[$0]?.values ?? [], theirs[$0]?.values ?? []) > 1e-6 }
      }
      #expect(differs, "\(recipe.convention) cannot be told from \(other.convention)")
    }
  }

  /// Components whose conventions cannot share a case: of probabilities or of logits, in training or afterwards, with
  /// one number or one for each feature.
  private static let givenOtherwise: Set = [
    "crossEntropy", "binaryCrossEntropy", "batchNorm", "batchNorm2D", "prelu", "gru", "lstm", "glorotUniform",
    "glorotNormal", "heUniform", "heNormal", "oneHot",
  ]

  private struct Given: Equatable {
    let name: String
    let axes: [Axis]
    let isPerStep: Bool
    let domain: Input.Domain

    init(_ input: Input) {
      (name, axes, isPerStep, domain) = (input.name, input.axes, input.isPerStep, input.domain)
    }
  }
}
