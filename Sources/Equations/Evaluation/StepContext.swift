/// Everything that a step finds when it begins: its number, its settings, and what stood before it.
protocol StepContext {
  associatedtype Operations: Arithmetic
  typealias Tensor = Operations.Tensor

  var arithmetic: Operations { get }
  /// t.
  var step: Values<Tensor> { get }
  /// The quantities of which a last value is known, the weights at the start included.
  var known: Dictionary<Reference, Value>.Keys { get }

  func setting(_ name: String) throws(EvaluationError) -> Tensor
  /// A quantity's last value.
  func before(_ reference: Reference) -> Values<Tensor>?
  /// As many of a quantity's last values as there are, at most so many, the newest first.
  func past(_ reference: Reference, _ count: Int) throws(EvaluationError) -> [Values<Tensor>]
}

/// A step in numbers.
struct NumericContext: StepContext {
  let arithmetic: Evaluator
  let settings: [String: Double]
  let step: Value
  var state: [Reference: Value]
  /// Values of the last steps, where a formula looks back on more than one; the newest last.
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
