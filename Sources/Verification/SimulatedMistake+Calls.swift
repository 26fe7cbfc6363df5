internal import Equations
internal import Reference
internal import Traces

extension SimulatedMistake {
  /// Programs that keep what belongs to one call: gradients that pile up, results of the call before.
  ///
  /// They are wrong from the second call on, so a case of one call is a gap, and no excuse.
  static func kept(_ recipe: Recipe, of asked: Set<String>) -> [SimulatedMistake] {
    guard recipe.component.kind.isCalledAgain else { return [] }
    return recipe.reported.filter { recipe.formula(of: $0) != nil && asked.contains($0) }.flatMap { quantity in
      [
        SimulatedMistake(
          sentence: "\(quantity) is added to that of the call before.", touched: recipe.dependents(of: [quantity])
        ) { inputs in
          (try? recipe.trace(inputs))?.replacing(quantity, by: +)
        },
        SimulatedMistake(
          sentence: "\(quantity) is computed at the first call and kept.", touched: recipe.dependents(of: [quantity])
        ) { inputs in
          (try? recipe.trace(inputs))?.replacing(quantity, by: { before, _ in before })
        },
      ]
    }
  }
}

extension Trace {
  /// Each step's numbers of a quantity, made of those that the step before came to and the right ones.
  fileprivate func replacing(_ quantity: String, by next: (_ before: Double, _ right: Double) -> Double) -> Trace {
    var changed = self
    for parameter in parameters(of: quantity) {
      guard let series = self[quantity, parameter] else { continue }
      var values = series.values
      for position in values.indices.dropFirst(series.stride) {
        values[position] = next(values[position - series.stride], values[position])
      }
      changed[quantity, parameter] = Series(shape: series.shape, steps: series.steps, values: values)
    }
    return changed
  }
}
