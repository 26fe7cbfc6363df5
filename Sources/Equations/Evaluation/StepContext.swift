/// The state at the start of a step: its number, its settings, and the values before it.
protocol StepContext {
  associatedtype Operations: Arithmetic
  typealias Tensor = Operations.Tensor

  var arithmetic: Operations { get }
  /// t.
  var step: Values<Tensor> { get }
  /// The quantities with a known last value, the weights at the start included.
  var known: Dictionary<Reference, Value>.Keys { get }

  func setting(_ name: String) throws(EvaluationError) -> Tensor
  /// A quantity's last value.
  func before(_ reference: Reference) -> Values<Tensor>?
  /// A quantity's last values, at most `count` of them, the newest first.
  func past(_ reference: Reference, _ count: Int) throws(EvaluationError) -> [Values<Tensor>]
}

/// A step in numbers.
struct NumericContext: StepContext {
  let arithmetic: Evaluator
  let settings: [String: Double]
  let step: Value
  var state: [Reference: Value]
  /// Values of the last steps, for formulas that look back on more than one; the newest last.
  let history: [Reference: [Value]]

  var known: Dictionary<Reference, Value>.Keys { state.keys }

  func setting(_ name: String) throws(EvaluationError) -> Block {
    guard let value = settings[name] else { throw .unknownSetting(name) }
    return arithmetic.number(value)
  }

  func before(_ reference: Reference) -> Value? { state[reference] }

  func past(_ reference: Reference, _ count: Int) -> [Value] {
    (history[reference] ?? []).suffix(count).reversed()
  }
}
