extension Evaluator {
  /// e^(c·t) is also written (eᶜ)ᵗ, multiplied out step by step: two more roundings a step.
  func widened(_ power: Block, over steps: Block) throws(EvaluationError) -> Block {
    let layout = try power.layout.united(with: steps.layout)
    let t = steps.aligned(to: layout)
    var widened = power.aligned(to: layout)
    widened.error = widened.values.indices.map { index in
      (widened.error?[index] ?? 0)
        + precision.repetition(over: t.values[index]) * abs(widened.values[index])
    }
    return widened
  }

  /// c·X + (1 − c)·Y is also written Y + c·(X − Y): a form whose error grows with |X| + |Y|, however small c is.
  func widened(_ sum: Block, between terms: (Block, Block)) -> Block {
    let (x, y) = (terms.0.aligned(to: sum.layout), terms.1.aligned(to: sum.layout))
    var widened = sum
    widened.error = sum.values.indices.map {
      (sum.error?[$0] ?? 0) + precision.unitRoundoff * (abs(x.values[$0]) + abs(y.values[$0]))
    }
    return widened
  }

  /// Compares the entries with the largest. The largest is one of the entries themselves, so the comparison leaves none
  /// of the doubt that two numbers of different origin would.
  func isLargest(_ value: Value, over axes: [Axis]) throws(EvaluationError) -> Value {
    let plain = Evaluator(precision: precision)
    let errors = value.map { block in block.replacing(block.error ?? block.values.map { _ in 0 }) }
    let sureOf = try value.combined(with: errors) { (a, e) in a.replacing(zip(a.values, e.values).map { $0 - $1 }) }
    let floor = try plain.reduce(.maximum, sureOf, over: axes)
    let reach = try value.combined(with: errors) { (a, e) in a.replacing(zip(a.values, e.values).map { $0 + $1 }) }
    let mayWin = try reach.combined(with: floor) { (a, b) throws(EvaluationError) in
      try plain.apply(.greaterOrEqual, a, b)
    }
    let count = try plain.reduce(.sum, mayWin, over: axes)
    let doubt = try plain.reduce(
      .sum, mayWin.combined(with: errors) { (a, e) throws(EvaluationError) in try plain.apply(.multiply, a, e) },
      over: axes)
    let largest = try plain.reduce(.maximum, value, over: axes)
    // Equal numbers without an error are equal in every correct program.
    let isContested = try count.combined(with: doubt) { (n, e) in
      n.replacing(zip(n.values, e.values).map { $0 > 1 && $1 > 0 ? 1 : 0 })
    }
    let open = try mayWin.combined(with: isContested) { (a, b) throws(EvaluationError) in
      try plain.apply(.multiply, a, b)
    }
    let mask = try value.combined(with: largest) { (a, b) throws(EvaluationError) in try plain.apply(.equal, a, b) }
    return try mask.combined(with: open) { (mask, open) in
      var result = mask
      result.error = open.aligned(to: mask.layout).values.map { $0 > 0 ? .infinity : 0 }
      return result
    }
  }
}

extension Block {
  /// The same layout with other numbers, all exact.
  fileprivate func replacing(_ values: [Double]) -> Block { Block(axes: axes, shape: shape, values: values) }
}
