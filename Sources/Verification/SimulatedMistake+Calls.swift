internal import Assignments
internal import Equations
internal import Reference
internal import Traces

extension SimulatedMistake {
  /// Programs that keep what belongs to one call: gradients that pile up, results of the call before, a mask.
  ///
  /// They are wrong from the second call on, so a case of one call is a gap, and no excuse.
  static func kept(_ recipe: Recipe, of asked: Set<String>) -> [SimulatedMistake] {
    guard recipe.component.kind.isCalledAgain else { return [] }
    let inputs = recipe.inputs.filter { $0.isNewAtEachCall && !$0.isPerParameter }.map { input in
      SimulatedMistake(
        sentence: "\(input.name) of the first call is taken in all calls.", touched: recipe.dependents(of: [input.name])
      ) { inputs in
        (try? recipe.trace(inputs.keepingFirst(of: input.name))).map { trace in
          // The mistake is in what the program takes, not in what it was given.
          inputs.series.keys.reduce(into: trace) { $0[$1] = inputs.series[$1] }
        }
      }
    }
    let results = recipe.reported.filter { recipe.formula(of: $0) != nil && asked.contains($0) }.flatMap { quantity in
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
    return inputs + results
  }
}

extension RunInputs {
  /// The same inputs, with the first call's numbers of one of them at every call.
  fileprivate func keepingFirst(of name: String) -> RunInputs {
    var kept = self
    for key in series.keys where key.quantity == name {
      guard let given = series[key], given.steps > 1 else { continue }
      kept.series[key] = .init(
        shape: given.shape, steps: given.steps, values: (0..<given.steps).flatMap { _ in Array(given.step(0)) })
    }
    return kept
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
