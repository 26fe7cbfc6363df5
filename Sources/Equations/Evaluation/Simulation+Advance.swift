extension Simulation {
  /// Advances one step without recording it. Only the values that the next step needs and those asked for are kept, in
  /// place.
  ///
  /// The first step is `step(_:overriding:)`'s. From its values the step is compiled, and all later ones run compiled.
  /// A recipe that cannot be compiled (a value changes its layout) is interpreted throughout.
  ///
  /// - Parameter keeping: the quantities that `value(of:)` is asked for.
  package mutating func advance(
    _ inputs: [String: Value], overriding overrides: [String: Double] = [:], keeping: Set<String> = ["weights"]
  ) throws(RecipeError) {
    if !isReady(inputs, overrides, keeping) {
      settle()
      if steps > 0 && compiled == nil { compiled = prepared(inputs, overrides, keeping) }
    }
    guard let compiled else {
      _ = try step(inputs, overriding: overrides)
      return
    }
    steps += 1
    try compiled.step(steps, inputs, settings, overriding: overrides)
  }

  /// A quantity's value at the last step.
  package func value(of reference: Reference) -> Value? {
    (compiled?.values().state ?? state)[reference]
  }

  /// True if steps that are not recorded run compiled code.
  package var isCompiled: Bool { compiled != nil }

  private mutating func isReady(
    _ inputs: [String: Value], _ overrides: [String: Double], _ keeping: Set<String>
  ) -> Bool {
    // A copy of the simulation must not advance this one's numbers.
    guard isKnownUniquelyReferenced(&compiled), let compiled else { return false }
    guard compiled.keeping == keeping, compiled.fits(inputs) else { return false }
    return overrides.isEmpty || compiled.fixedSettings.isDisjoint(with: overrides.keys)
  }

  private func prepared(
    _ inputs: [String: Value], _ overrides: [String: Double], _ keeping: Set<String>
  ) -> CompiledStep? {
    // A step that fails to compile does not evaluate either, or changes its layout. The interpreter reports that, or
    // goes on.
    let compiled = try? CompiledStep(
      recipe, settings: settings, parameters: parameters, start: start, before: state, history: history,
      inputs: inputs, keeping: keeping)
    guard let compiled, compiled.fixedSettings.isDisjoint(with: overrides.keys) else { return nil }
    return compiled
  }

  /// Takes the values back from the compiled step, for the interpreter to continue with.
  mutating func settle() {
    guard let compiled else { return }
    let kept = compiled.values()
    state = kept.state
    history = kept.history
    self.compiled = nil
  }
}
