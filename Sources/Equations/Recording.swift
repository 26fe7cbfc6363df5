/// All steps of a run at once, as reported: the environment in which each equation is judged on its own.
///
/// Every block has `.step` as its first axis, but for what is given once. A reported number is taken to be the exact
/// result rounded once, so it is off by up to u·|x| + τ; an input that was handed out is exact.
package struct Recording: Environment {
  private let evaluator: Evaluator
  private let settings: [String: Value]
  private let current: [String: Value]
  private let before: [String: Value]
  package let step: Value

  /// - Parameters:
  ///   - settings: each hyperparameter: one number, or one for each step.
  ///   - given: quantities handed out by the grader (gradients), with `.step` first where there is one a step.
  ///   - reported: quantities that the program published, with `.step` first.
  ///   - exact: which of those no correct program rounds.
  ///   - initial: each quantity before the first step, without `.step`.
  package init(
    steps: Int, settings: [String: [Double]], given: [String: Value], reported: [String: Value],
    exact: Set<String> = [], initial: [String: Value], precision: Precision = .double
  ) {
    evaluator = Evaluator(precision: precision, isBounded: true)
    let u = precision.unitRoundoff
    self.settings = settings.mapValues { values in
      let error = values.map { $0 == $0.rounded(.towardZero) ? 0 : u * abs($0) }
      return values.count == 1
        ? Value(Block(values[0], error: error[0]))
        : Value(Block(axes: [.step], shape: [values.count], values: values, error: error))
    }
    func rounded(_ block: Block) -> Block {
      var rounded = block
      rounded.error = block.values.map { u * abs($0) + precision.smallest }
      return rounded
    }
    var current = given
    for (name, value) in reported { current[name] = exact.contains(name) ? value : value.map(rounded) }
    self.current = current
    before = current.reduce(into: [:]) { result, entry in
      guard let start = initial[entry.key] else { return }
      let blocks = entry.value.blocks.indices.map {
        entry.value.blocks[$0].shifted(startingWith: start.block($0))
      }
      result[entry.key] = entry.value.isPerParameter ? Value(perParameter: blocks) : Value(blocks[0])
    }
    step = Value(Block(axes: [.step], shape: [steps], values: (0..<steps).map { Double($0 + 1) }))
  }

  /// What an equation gives on the recorded values, with its error bound, for all steps.
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
    try value(of: reference).map { block in
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
  /// The same series one step later, with `start` in front; the start is given, so it is exact.
  fileprivate func shifted(startingWith start: Block) -> Block {
    guard axes.first == .step, !isAbsent else { return self }
    let first = start.aligned(to: Array(axes.dropFirst()), shape: Array(shape.dropFirst()))
    let stride = first.count
    let shiftedError = error.map { (first.error ?? [Double](repeating: 0, count: stride)) + $0.dropLast(stride) }
    return Block(axes: axes, shape: shape, values: first.values + values.dropLast(stride), error: shiftedError)
  }
}
