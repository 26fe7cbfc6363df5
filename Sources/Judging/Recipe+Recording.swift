package import Equations
internal import Reference
internal import Tensors
package import Traces

extension Recipe {
  /// True if a step is judged as part of a whole network: with declared axes, sequences and parameters by name.
  package var isNetwork: Bool { component.kind != .optimizer && component.kind != .schedule }

  /// A trace as a run on which each equation can be judged on its own.
  ///
  /// - Parameters:
  ///   - bridged: quantities that an optimizer's trace lacks, see `bridge(over:inputs:precision:)`.
  ///   - step: t, if a program is supposed to count otherwise than 1, 2, 3, …
  package func recording(
    of trace: Trace, inputs: RunInputs, precision: Precision, bridged: [String: Value] = [:],
    step: Value? = nil
  ) throws(RecipeError) -> any RecordedRun {
    if isNetwork { return try replay(of: trace, inputs: inputs, precision: precision, step: step) }
    let settings = try self.settings(inputs.settings)
    var given: [String: Value] = [:]
    for input in self.inputs {
      given[input.name] =
        input.isPerStep ? value(of: input.name, in: inputs.series, inputs.names) : inputs.value(input, at: 0)
    }
    let simulation = Simulation(self, settings: settings, parameters: inputs.names, weights: inputs.start)
    let initial = try simulation.initial(
      inputs.values(for: self, at: 0), overriding: inputs.schedules.compactMapValues(\.first))
    return Recording(
      steps: inputs.steps, settings: settings.mapValues { [$0] }.merging(inputs.schedules) { $1 }, given: given,
      reported: published(in: trace, inputs), exact: component.exact, bridged: bridged, initial: initial,
      precision: precision, step: step)
  }

  /// A network's trace, step after step.
  private func replay(
    of trace: Trace, inputs: RunInputs, precision: Precision, step: Value? = nil
  ) throws(RecipeError) -> Replay {
    let evaluator = Evaluator(precision: precision, isBounded: true)
    let simulation = Simulation(
      self, settings: try settings(inputs.settings), parameters: inputs.names, weights: inputs.start,
      evaluator: evaluator)
    return try Replay(
      simulation, evaluator: evaluator, steps: inputs.steps, inputs: { inputs.values(for: self, at: $0) },
      schedules: inputs.schedules, published: published(in: trace, inputs), exact: component.exact, step: step)
  }

  private func published(in trace: Trace, _ inputs: RunInputs) -> [String: Value] {
    Dictionary(
      uniqueKeysWithValues: Set(quantities).filter { !trace.parameters(of: $0).isEmpty }
        .map { ($0, value(of: $0, in: trace, inputs.names)) })
  }

  /// Works out the quantities that an optimizer's trace lacks, step by step from those it has, with their error bounds.
  ///
  /// A network's are worked out as it is replayed.
  ///
  /// - Parameters:
  ///   - known: quantities that are worked out already, and skipped here.
  ///   - counter: t at each step, if a program is supposed to count otherwise than 1, 2, 3, …
  package func bridge(
    over trace: Trace, inputs: RunInputs, precision: Precision, known: [String: Value] = [:],
    counter: Value? = nil
  ) throws(RecipeError) -> [String: Value] {
    let missing = quantities.filter { trace.parameters(of: $0).isEmpty && known[$0] == nil }
    guard !missing.isEmpty, !isNetwork else { return [:] }
    let published = published(in: trace, inputs).reduce(into: [String: Value]()) { result, entry in
      result[entry.key] =
        component.exact.contains(entry.key) ? entry.value : entry.value.map { $0.rounded(in: precision) }
    }
    var simulation = Simulation(
      self, settings: try settings(inputs.settings), parameters: inputs.names, weights: inputs.start,
      evaluator: Evaluator(precision: precision, isBounded: true))
    var found: [String: [Value]] = [:]
    let taken = published.merging(known) { $1 }
    for step in 0..<inputs.steps {
      let now = taken.mapValues { value in value.map { $0.isAbsent ? $0 : $0.slice(.step, at: step) } }
      let results = try simulation.step(
        inputs.values(for: self, at: step), overriding: inputs.schedules.mapValues { $0[step] }, published: now,
        step: counter?.map { $0.slice(.step, at: step) })
      for (target, value) in results where missing.contains(target.name) {
        found[target.name, default: []].append(value)
      }
    }
    var stacked: [String: Value] = [:]
    for (quantity, values) in found {
      do {
        stacked[quantity] = try Value(stackingSteps: values)
      } catch {
        throw .evaluation(error, recipe: name, quantity: quantity)
      }
    }
    return stacked
  }

  /// The published numbers of an equation's target at all steps. If the equation is one parameter's own, they are that
  /// parameter's alone.
  package func value(of target: Reference, in trace: Trace, _ names: [String]) -> Value {
    guard let parameter = target.parameter else { return value(of: target.name, in: trace, names) }
    return Value(block(trace, target.name, parameter, ofParameter: parameter))
  }

  /// A quantity at all steps, as one block for each parameter; as a single block if it belongs to no parameter.
  package func value(of quantity: String, in trace: Trace, _ names: [String]) -> Value {
    if trace[quantity, ""] != nil { return Value(block(trace, quantity, "")) }
    return Value(perParameter: names.map { block(trace, quantity, $0) })
  }

  /// The gradient at a quantity has the quantity's axes.
  private func axes(ofGradient name: String) -> [Axis]? { gradients[name].flatMap { axes[$0] } }

  /// A series as one block with `.step` first. The start of the weights is left out, because it is given.
  ///
  /// - Parameter owner: the parameter whose declared axes the quantity has, if an equation is that parameter's own.
  private func block(
    _ trace: Trace, _ quantity: String, _ parameter: String, ofParameter owner: String? = nil
  ) -> Block {
    guard let series = trace[quantity, parameter] else { return .absent }
    let skipped = 1 - Trace.firstStep(of: quantity)
    let own = series.shape.indices.map(Axis.dimension)
    let declared = owner.flatMap { axes[$0] } ?? axes[quantity] ?? axes(ofGradient: quantity) ?? own
    return Block(
      axes: [.step] + (declared.count == own.count ? declared : own), shape: [series.steps - skipped] + series.shape,
      values: Array(series.values.dropFirst(skipped * series.stride)))
  }
}
