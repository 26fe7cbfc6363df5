extension RecordedRun {
  /// Evaluates a quantity's formula with a bound that also holds for a program that computes it in another of its forms.
  package func evaluate(
    _ formula: Expression, for target: Reference, orAs forms: [Expression]
  ) throws(EvaluationError) -> Value {
    let value = try evaluate(formula, for: target)
    return forms.reduce(value) { value, form in
      guard let other = try? evaluate(form) else { return value }
      return value.widened(by: other, precision)
    }
  }
}

extension Value {
  /// The same numbers, with the bounds of another form where those are wider.
  func widened(by form: Value, _ precision: Precision) -> Value {
    let widened = blocks.indices.map { blocks[$0].widened(by: form.block($0), precision) }
    return isPerParameter ? Value(perParameter: widened) : Value(widened[0])
  }
}

extension Block {
  /// Unchanged if the form does not have this layout.
  fileprivate func widened(by form: Block, _ precision: Precision) -> Block {
    guard !isAbsent, !form.isAbsent, form.fits(self), let wider = form.aligned(to: layout).error else { return self }
    var result = self
    // Rounding a number away is part of its bound, even where its own equation rounds nothing.
    let own = values.indices.map { Bound.on(values[$0], error: error?[$0] ?? 0, precision) }
    let widened = Bound.widened(own, to: wider)
    result.error = values.indices.map { widened[$0] > own[$0] ? widened[$0] : error?[$0] ?? 0 }
    return result
  }
}
