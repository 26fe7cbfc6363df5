/// All steps of a run at once, as reported: the environment in which each equation is judged on its own.
///
/// Every block has `.step` as its first axis, except values given once. A reported number is assumed to be the exact
/// result rounded once, so it is off by up to u·|x| + τ. An input that was handed out is exact.
package struct Recording: Environment, RecordedRun {
  private let evaluator: Evaluator
  package var precision: Precision { evaluator.precision }
  private let settings: [String: Value]
  private var current: [String: Value]
  private var before: [String: Value]
  package let step: Value

  /// - Parameters:
  ///   - settings: each hyperparameter: one number, or one for each step.
  ///   - given: quantities handed out by the grader (gradients), with `.step` first if there is one for each step.
  ///   - reported: quantities that the program published, with `.step` first.
  ///   - exact: the published quantities that a correct program never rounds.
  ///   - bridged: unpublished quantities, computed from published ones, with their error bounds.
  ///   - initial: quantities before the first step, without `.step`; a missing one is zero.
  ///   - step: t, for a program that is supposed to count otherwise than 1, 2, 3, …
  package init(
    steps: Int, settings: [String: [Double]], given: [String: Value], reported: [String: Value],
    exact: Set<String> = [], bridged: [String: Value] = [:], initial: [String: Value], precision: Precision = .double,
    step: Value? = nil
  ) {
    evaluator = Evaluator(precision: precision, isBounded: true)
    self.settings = settings.mapValues { values in
      let error = values.map(precision.rounding(of:))
      return values.count == 1
        ? Value(Block(values[0], error: error[0]))
        : Value(Block(axes: [.step], shape: [values.count], values: values, error: error))
    }
    var current = given.merging(bridged) { $1 }
    for (name, value) in reported {
      current[name] = exact.contains(name) ? value : value.map { $0.rounded(in: precision) }
    }
    self.current = current
    before = current.reduce(into: [:]) { result, entry in
      // A quantity that no equation looks back on is zero before the first step, in case a supposition looks back on
      // it.
      let start = initial[entry.key]
      let blocks = entry.value.blocks.map { block -> Block in
        guard block.axes.first == .step, !block.isAbsent else { return block }
        return block.shifted(startingWith: block.slice(.step, at: 0).map { _ in 0 })
      }
      if let start {
        let started = entry.value.blocks.indices.map {
          entry.value.blocks[$0].shifted(startingWith: start.block($0))
        }
        result[entry.key] = entry.value.isPerParameter ? Value(perParameter: started) : Value(started[0])
        return
      }
      result[entry.key] = entry.value.isPerParameter ? Value(perParameter: blocks) : Value(blocks[0])
    }
    self.step = step ?? Value(Block(axes: [.step], shape: [steps], values: (0..<steps).map { Double($0 + 1) }))
  }

  /// The same recording for a program that is supposed to look back on other values of a quantity.
  package func looking(backOn quantity: String, as value: Value) -> Recording {
    var supposed = self
    supposed.before[quantity] = value
    return supposed
  }

  /// The same recording with other values of a quantity at each step; looking back finds those that were reported.
  package func taking(_ value: Value, as quantity: String) -> Recording {
    var supposed = self
    supposed.current[quantity] = value
    return supposed
  }

  /// Returns an equation's value on the recorded values, with its error bound, for all steps.
  package func evaluate(_ formula: Expression) throws(EvaluationError) -> Value {
    try evaluator.evaluate(formula, in: self)
  }

  package func value(of reference: Reference) throws(EvaluationError) -> Value {
    guard let value = current[reference.name] else { throw .unknownQuantity(reference) }
    return value
  }

  package func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    guard let value = before[reference.name] else { throw .unknownQuantity(reference) }
    return value
  }

  package func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }

  package func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Value {
    guard count >= 1 else { throw .notACount(Double(count)) }
    return try value(of: reference).map { block in
      var lagged = [block]
      while lagged.count < count {
        lagged.append(lagged[lagged.count - 1].shifted(startingWith: block.slice(.step, at: 0).map { _ in 0 }))
      }
      return Block(stacking: lagged, along: .lag)
    }
  }

  package func setting(_ name: String) throws(EvaluationError) -> Value {
    guard let value = settings[name] else { throw .unknownSetting(name) }
    return value
  }
}

extension Block {
  /// Numbers that a program has published: each is the exact one, rounded once.
  package func rounded(in precision: Precision) -> Block {
    var rounded = self
    rounded.error = values.map { Bound.on($0, error: 0, precision) }
    return rounded
  }

  /// The same series one step later, with `start` in front; the start is given, so it is exact.
  fileprivate func shifted(startingWith start: Block) -> Block {
    guard axes.first == .step, !isAbsent else { return self }
    let first = start.aligned(to: Array(axes.dropFirst()), shape: Array(shape.dropFirst()))
    let stride = first.count
    let shiftedError = error.map { (first.error ?? [Double](repeating: 0, count: stride)) + $0.dropLast(stride) }
    return Block(axes: axes, shape: shape, values: first.values + values.dropLast(stride), error: shiftedError)
  }
}
