/// All steps of a run at once, as reported: the environment in which each equation is judged on its own.
///
/// Every block has `.step` as its first axis. A reported number is taken to be the exact result rounded once, so it is off
/// by up to u·|x| + τ; an input that was handed out is exact.
package struct Recording: Environment {
  private let evaluator: Evaluator
  private let settings: [String: Value]
  private let current: [String: Value]
  private let before: [String: Value]
  package let step: Value

  /// - Parameters:
  ///   - settings: each hyperparameter: one number, or one for each step.
  ///   - given: quantities handed out by the grader (gradients), with `.step` first.
  ///   - reported: quantities that the program published, with `.step` first.
  ///   - initial: each quantity before the first step, without `.step`.
  package init(
    steps: Int, settings: [String: [Double]], given: [String: [Block]], reported: [String: [Block]],
    initial: [String: [Block]], precision: Precision = .double
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
    let published = reported.mapValues { $0.map(rounded) }
    current = given.mapValues { Value(perParameter: $0) }.merging(published.mapValues { Value(perParameter: $0) }) {
      $1
    }
    before = published.merging(given) { published, _ in published }.reduce(into: [:]) { result, entry in
      guard let start = initial[entry.key] else { return }
      result[entry.key] = Value(perParameter: zip(start, entry.value).map { Self.shifted($1, startingWith: $0) })
    }
    step = Value(Block(axes: [.step], shape: [steps], values: (0..<steps).map { Double($0 + 1) }))
  }

  /// What an equation gives on the recorded values, with its error bound, for all steps.
  package func evaluate(_ formula: Expression) throws(EvaluationError) -> Value {
    try evaluator.evaluate(formula, in: self)
  }

  /// The same series one step later, with `start` in front; the start is given, so it is exact.
  private static func shifted(_ block: Block, startingWith start: Block) -> Block {
    let stride = start.count
    let values = start.values + block.values.dropLast(stride)
    let error = block.error.map { (start.error ?? [Double](repeating: 0, count: stride)) + $0.dropLast(stride) }
    return Block(axes: block.axes, shape: block.shape, values: values, error: error)
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

  package func setting(_ name: String) throws(EvaluationError) -> Value {
    guard let value = settings[name] else { throw .unknownSetting(name) }
    return value
  }
}
