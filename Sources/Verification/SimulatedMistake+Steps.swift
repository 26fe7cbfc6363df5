internal import Equations
internal import Judging
internal import Reference
internal import Traces

extension SimulatedMistake {
  /// Programs that keep what belongs to one step: a cache that is filled once, a best number that is never reset.
  static func keptFromStepToStep(_ recipe: Recipe, of asked: Set<String>) -> [SimulatedMistake] {
    guard recipe.hasSteps else { return [] }
    let own = recipe.reported.filter { asked.contains($0) && recipe.formula(of: $0) != nil }
    let cached = own.filter { $0 != "weights" }.map { quantity in
      SimulatedMistake(
        sentence: "\(quantity) is computed at the first step and kept.", touched: recipe.dependents(of: [quantity]),
        isHabit: true
      ) { inputs in
        (try? recipe.trace(inputs))?.keepingFirst(of: quantity, recipe, inputs)
      }
    }
    let best = own.filter { recipe.component.choices[$0] != nil }.compactMap { choice -> SimulatedMistake? in
      guard let extreme = recipe.formula(of: choice)?.node.extreme(of: Set(recipe.quantities)) else { return nil }
      return SimulatedMistake(
        sentence: "\(choice) changes only where its best is better than that of all steps before.",
        touched: recipe.dependents(of: [choice])
      ) { inputs in
        (try? recipe.trace(inputs))?.neverResetting(choice, by: Expression(extreme), recipe, inputs)
      }
    }
    return cached + best
  }
}

extension Trace {
  /// The numbers of the first step at all of them, and everything else computed from these.
  fileprivate func keepingFirst(of quantity: String, _ recipe: Recipe, _ inputs: RunInputs) -> Trace? {
    var kept = self
    for owner in parameters(of: quantity) {
      guard let series = self[quantity, owner], series.steps == inputs.steps else { return nil }
      kept[quantity, owner] = .init(
        shape: series.shape, steps: series.steps, values: (0..<series.steps).flatMap { _ in Array(series.step(0)) })
    }
    let value = recipe.value(of: quantity, in: kept, inputs.names)
    return try? recipe.trace(inputs, taking: [quantity: value])
  }

  /// A choice that stays as it was where its extreme is no larger than those of the steps before. Each choice moves what
  /// comes after it, so it is made again until nothing changes: a step is settled once all before it are.
  fileprivate func neverResetting(
    _ choice: String, by extreme: Expression, _ recipe: Recipe, _ inputs: RunInputs
  ) -> Trace? {
    var trace = self
    for _ in 0...inputs.steps {
      guard
        let examination = try? Examination(
          caseID: "", recipe: recipe, inputs: inputs, golden: self, trace: trace),
        let formula = recipe.formula(of: choice), let right = examination.evaluate(formula)?.block(0).values,
        let reached = examination.evaluate(extreme)?.block(0).values, let series = trace[choice, ""],
        right.count == series.values.count, reached.count == series.values.count
      else { return nil }
      var (chosen, best) = ([Double](), -Double.infinity)
      for step in right.indices {
        chosen.append(reached[step] > best ? right[step] : chosen[step - 1])
        best = max(best, reached[step])
      }
      if chosen == series.values { break }
      var changed = trace
      changed[choice, ""] = .init(shape: series.shape, steps: series.steps, values: chosen)
      let value = recipe.value(of: choice, in: changed, inputs.names)
      guard let next = try? recipe.trace(inputs, taking: [choice: value]) else { return nil }
      trace = next
    }
    return trace
  }
}

extension Node {
  /// The innermost largest number in a formula that is looked for among a step's own quantities: of losses, and not of the
  /// rates that have the least.
  fileprivate func extreme(of quantities: Set<String>) -> Node? {
    if let inner = operands.lazy.compactMap({ $0.extreme(of: quantities) }).first { return inner }
    if case .reduce(.maximum, let a, _) = self, a.mentions(quantities) { return self }
    return nil
  }

  private func mentions(_ names: Set<String>) -> Bool {
    if case .quantity(let reference) = self { return names.contains(reference.name) }
    return operands.contains { $0.mentions(names) }
  }
}
