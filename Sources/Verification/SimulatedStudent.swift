internal import Diagnosis
package import Equations
package import Grading
internal import Judging
internal import Reference
package import Traces

/// A student whose program is a recipe, with the quantities of the one that is asked for, in other formulas or in wrong
/// ones.
package struct SimulatedStudent: Subject {
  private let recipe: Recipe
  private let hidden: Set<String>
  private let choose: @Sendable (inout RunInputs) -> Void

  /// - Parameters:
  ///   - hidden: quantities that the program keeps to itself.
  ///   - choose: puts the program's own draws and picks in the place of ours.
  package init(
    _ recipe: Recipe, hiding hidden: Set<String> = [],
    choosing choose: @escaping @Sendable (inout RunInputs) -> Void = { _ in }
  ) {
    self.recipe = recipe
    self.hidden = hidden.union(recipe.component.hidden)
    self.choose = choose
  }

  package func run(_ inputs: RunInputs) async -> CaseRun {
    var inputs = inputs
    choose(&inputs)
    do throws(RecipeError) {
      var trace = try recipe.trace(inputs)
      for key in trace.keys where hidden.contains(key.quantity) { trace[key] = nil }
      // Chosen constants, such as draws that stay the same throughout, are no part of a recipe's trace. Those of one draw
      // are seen in its result alone.
      if recipe.component.kind.isOneDraw { return CaseRun(trace: trace, ending: .completed) }
      for (key, tensor) in inputs.constants where inputs.chosen.contains(key.quantity) && !hidden.contains(key.quantity)
      {
        trace[key] = .init(shape: tensor.shape, steps: 1, values: tensor.values)
      }
      return CaseRun(trace: trace, ending: .completed)
    } catch {
      return CaseRun(
        trace: Trace(), ending: .stopped(.graderError, .referenceFailed(reason: "\(error)"), place: nil))
    }
  }
}
