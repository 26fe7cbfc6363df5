extension Evaluator {
  /// 1 where an entry is the largest along `axes`, 0 elsewhere; in doubt only where another may be the larger one.
  ///
  /// The largest is one of the entries themselves, so that comparing them with it leaves none of the doubt that comparing
  /// two numbers of different origin would.
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
      result.error = open.aligned(to: mask.axes, shape: mask.shape).values.map { $0 > 0 ? .infinity : 0 }
      return result
    }
  }
}

extension Block {
  /// The same layout with other numbers, all exact.
  fileprivate func replacing(_ values: [Double]) -> Block { Block(axes: axes, shape: shape, values: values) }
}
