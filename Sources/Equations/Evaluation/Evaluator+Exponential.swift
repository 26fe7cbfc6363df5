extension Evaluator {
  /// e^(c·t) is also written (eᶜ)ᵗ, multiplied out step by step: two more roundings a step.
  func widenedForRepetition(_ result: Value, _ environment: some Environment) throws(EvaluationError) -> Value {
    try result.combined(with: environment.step) { (r, steps) throws(EvaluationError) in
      let (axes, shape) = try unite(r, steps)
      let t = steps.aligned(to: axes, shape: shape)
      var widened = r.aligned(to: axes, shape: shape)
      widened.error = widened.values.indices.map { index in
        (widened.error?[index] ?? 0)
          + Self.repetition(of: t.values[index], precision) * abs(widened.values[index])
      }
      return widened
    }
  }

  /// How far a power that was multiplied out over `t` steps may be off, relatively.
  static func repetition(of t: Double, _ precision: Precision) -> Double { 2 * abs(t) * precision.unitRoundoff }
}

extension Node {
  /// Whether the formula is t times something.
  var isMultipleOfStep: Bool {
    switch self {
    case .step: true
    case .unary(.negate, let a): a.isMultipleOfStep
    case .binary(.multiply, let a, let b): a.isMultipleOfStep || b.isMultipleOfStep
    case .binary(.divide, let a, _): a.isMultipleOfStep
    default: false
    }
  }
}
