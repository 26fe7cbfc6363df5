/// A run's steps one after the other, as reported. Each equation of a layer, a loss or a training run is judged on it.
///
/// `Recording` lays all steps side by side, which is quick and needs equations in which a step is only one more axis.
/// Here a step has the same environment as in a running reference: declared axes, sequences, parameters by their names.
/// A published value is taken as it is, off by up to its own rounding. An unpublished one is computed from those, with
/// its error bound.
package struct Replay: RecordedRun {
  private let evaluator: Evaluator
  package var precision: Precision { evaluator.precision }
  private let environments: [StepEnvironment<NumericContext>]
  /// Before the first step.
  private let start: Simulation
  private let given: [Given]
  private let counter: Value?

  /// The inputs and settings of a step.
  private struct Given {
    let inputs: [String: Value]
    let settings: [String: Double]
    /// As published, each off by up to its own rounding.
    let published: [String: Value]
  }

  /// - Parameters:
  ///   - simulation: before its first step, with a bounded evaluator.
  ///   - inputs: the inputs of each step, counted from 0.
  ///   - schedules: settings that change from step to step.
  ///   - published: quantities that the program published, with `.step` first.
  ///   - exact: the published quantities that a correct program never rounds.
  ///   - step: t, for a program that is supposed to count otherwise than 1, 2, 3, …
  package init(
    _ simulation: Simulation, evaluator: Evaluator, steps: Int, inputs: (Int) -> [String: Value],
    schedules: [String: [Double]], published: [String: Value], exact: Set<String>, step: Value? = nil
  ) throws(RecipeError) {
    let given = (0..<steps).map { index in
      let now = published.reduce(into: [String: Value]()) { result, entry in
        result[entry.key] = entry.value.map { block in
          if block.isAbsent { return block }
          let own = block.slice(.step, at: index)
          return exact.contains(entry.key) ? own : own.rounded(in: evaluator.precision)
        }
      }
      return Given(inputs: inputs(index), settings: schedules.mapValues { $0[index] }, published: now)
    }
    try self.init(simulation, evaluator, given, step)
  }

  private init(
    _ simulation: Simulation, _ evaluator: Evaluator, _ given: [Given], _ counter: Value?, base: Replay? = nil,
    touched: Set<String> = [], looksAhead: Bool = false, retracing isRetraced: Bool = false
  ) throws(RecipeError) {
    (self.evaluator, start, self.given, self.counter) = (evaluator, simulation, given, counter)
    var simulation = simulation
    var environments: [StepEnvironment<NumericContext>] = []
    environments.reserveCapacity(given.count)
    let isRetraced = isRetraced && !looksAhead && base?.environments.count == given.count
    for (index, own) in given.enumerated() {
      environments.append(
        try simulation.follow(
          own.inputs, overriding: own.settings, published: own.published,
          known: base?.environments[index].current ?? [:], touched: touched, looksAhead: looksAhead,
          base: isRetraced ? base?.environments[index] : nil,
          step: counter.map { $0.map { $0.slice(.step, at: index) } }))
    }
    self.environments = environments
  }

  /// The same run with other formulas for some quantities.
  ///
  /// - Parameters:
  ///   - recipe: with the same quantities in the same order.
  ///   - changed: the quantities whose formulas differ.
  ///   - touched: the quantities to be computed again; all others keep their values.
  ///   - looksAhead: true if a parameter's name is supposed to mean its weights after the step.
  ///   - isBounded: false if the values are wanted without the bounds of their errors, in half of the time.
  package func supposing(
    _ recipe: Recipe, changed: Set<String>, touched: Set<String>, looksAhead: Bool = false, isBounded: Bool = true
  ) throws(RecipeError) -> Replay {
    let evaluator = Evaluator(precision: precision, isBounded: isBounded)
    return try Replay(
      start.supposing(recipe, changed: changed, evaluator: evaluator), evaluator, given, counter, base: self,
      touched: touched, looksAhead: looksAhead, retracing: start.canRetrace(recipe, changed: changed))
  }

  package func evaluate(_ formula: Expression) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(environments.count)
    for environment in environments { values.append(try evaluator.evaluate(formula, in: environment)) }
    guard let first = values.first else { return try Value(stackingSteps: []) }
    for value in values where value.blocks.count != first.blocks.count {
      throw .parametersMixed(value.blocks.count, first.blocks.count)
    }
    // Before the first step a value may lack axes along which it is the same throughout.
    let layouts = first.blocks.indices.map { index in
      values.map { $0.blocks[index] }.max { $0.axes.count < $1.axes.count } ?? first.blocks[index]
    }
    for index in values.indices {
      values[index] = try values[index].laidOut(like: layouts)
    }
    return try Value(stackingSteps: values)
  }
}

extension Value {
  fileprivate func laidOut(like layouts: [Block]) throws(EvaluationError) -> Value {
    var result: [Block] = []
    for (block, layout) in zip(blocks, layouts) {
      for (axis, extent) in zip(block.axes, block.shape) {
        guard let wanted = layout.extent(axis) else { throw .axisMissing(axis, in: layout.axes) }
        if wanted != extent { throw .extentsDiffer(axis: axis, wanted, extent) }
      }
      result.append(block.aligned(to: layout.axes, shape: layout.shape))
    }
    return isPerParameter ? Value(perParameter: result) : Value(result[0])
  }
}
