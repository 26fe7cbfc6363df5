internal import Assignments
internal import Equations
internal import GradingSupport
internal import Reference
internal import Tensors
internal import Traces

extension Evaluation {
  /// Inputs for any recipe of the catalogue, in the usual settings or in general ones, as the seed has it.
  func inputs(seed: UInt64) -> RunInputs {
    let isGeneral = seed % 2 == 0
    let steps = 8 + Int(seed % 24)
    let isAsking = recipe.inputs.contains { $0.name == "curvature" }
    switch recipe.component.kind {
    case .optimizer where isAsking: return asking(steps: steps, isGeneral: isGeneral, seed: seed)
    case .training, .initializer: return DrawnCase(recipe, seed: seed).inputs
    default: return inputs(steps: steps, isGeneral: isGeneral, seed: seed)
    }
  }

  /// Inputs of an optimizer that asks for losses or gradients where it likes.
  private func asking(steps: Int, isGeneral: Bool, seed: UInt64) -> RunInputs {
    var generator = SeededGenerator(seed: seed)
    var drawn = Assignment.Case(
      "drawn", steps: steps, seed: seed, settings: recipe.defaults.merging(isGeneral ? general : [:]) { $1 },
      inputs: [])
    drawn.parameters = [.init(name: "W", shape: [4, 3]), .init(name: "b", shape: [3]), .init(name: "s", shape: [])]
    drawn.objective = ObjectiveDraw()
    for input in recipe.inputs where !input.isPerParameter {
      // From 10⁻² to 10, in no order.
      let rates = (0..<7).map { _ in Binary.power.value(10, 3 * generator.uniform() - 2) }
      drawn.inputs.append(InputDraw(input.name, [rates.count], .listed(rates)))
    }
    return RunInputs(drawn)
  }
}
