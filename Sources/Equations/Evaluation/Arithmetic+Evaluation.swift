extension Arithmetic {
  /// A formula's value.
  func evaluate(_ node: Node, _ environment: some Environment<Tensor>) throws(EvaluationError) -> Values<Tensor> {
    switch node {
    case .quantity(let reference): return try environment.value(of: reference)
    case .previous(let reference, let axis): return try environment.previous(reference, along: axis)
    case .next(let reference, let axis): return try environment.next(reference, along: axis)
    case .recent(let reference, let count):
      return try environment.recent(reference, count: self.count(count, environment))
    case .setting(let name): return try environment.setting(name)
    case .step: return environment.step
    case .number(let value): return Values(number(value))
    case .absent: return Values(filled(with: 0, .absent))
    case .extent(let operand, let axis):
      return try evaluate(operand, environment).map { (a) throws(EvaluationError) in
        let layout = layout(of: a)
        return number(Double(axis == .elements ? layout.count : try layout.required(axis)))
      }
    case .positions(let operand, let axis):
      return try evaluate(operand, environment).map { (a) throws(EvaluationError) in
        positions(try layout(of: a).required(axis), along: axis)
      }
    case .unary(let operation, let operand):
      let result = try evaluate(operand, environment).map { apply(operation, $0) }
      guard isBounded, operation == .exponential, operand.isMultipleOfStep else { return result }
      return try result.combined(with: environment.step, widened(_:over:))
    case .binary(.equal, let left, .reduce(.maximum, let whole, let axes)) where isBounded && left == whole:
      return try isLargest(evaluate(left, environment), over: axes)
    case .binary(.add, .binary(.multiply, let a, let b), let c) where fuses:
      let factors = try combine(a, b, environment) { ($0, $1) }
      return try factors.combined(with: evaluate(c, environment)) { (factors, c) throws(EvaluationError) in
        try fused(factors.0, factors.1, plus: c)
      }
    case .binary(let operation, let left, let right):
      let result = try combine(left, right, environment) { (a, b) throws(EvaluationError) in try apply(operation, a, b)
      }
      guard isBounded, operation == .add || operation == .subtract,
        let (x, y) = Interpolation.operands(left, right)
      else { return result }
      let terms = try combine(x, y, environment) { ($0, $1) }
      return try result.combined(with: terms, widened(_:between:))
    case .select(let condition, let first, let second):
      let condition = try evaluate(condition, environment)
      let branches = try combine(first, second, environment) { ($0, $1) }
      return try condition.combined(with: branches) { (c, branches) throws(EvaluationError) in
        try select(c, branches.0, branches.1)
      }
    case .choose(let rank, let subject, let first, let second):
      return try choose(rank: rank, of: evaluate(subject, environment), first, second, environment)
    case .reduce(let reduction, let operand, let axes):
      return try reduce(reduction, evaluate(operand, environment), over: axes)
    case .contract(let left, let right, let axes):
      return try combine(left, right, environment) { (a, b) throws(EvaluationError) in try contract(a, b, over: axes) }
    case .solve(let matrix, let right, let rows, let columns):
      return try combine(matrix, right, environment) { (a, b) throws(EvaluationError) in
        try solve(a, b, rows: rows, columns: columns)
      }
    case .rename(let operand, let axis, let other):
      return try evaluate(operand, environment).map { (a) throws(EvaluationError) in
        view(a, as: try layout(of: a).renamed(axis, to: other))
      }
    case .gather(let table, let index, let axis):
      return try combine(table, index, environment) { (a, b) throws(EvaluationError) in
        try gather(a, at: b, along: axis)
      }
    case .window(let operand, let window):
      let geometry = try geometry(window, environment)
      return try evaluate(operand, environment).map { (a) throws(EvaluationError) in
        try self.window(a, window, geometry)
      }
    case .fold(let operand, let original, let window):
      let geometry = try geometry(window, environment)
      return try combine(operand, original, environment) { (a, b) throws(EvaluationError) in
        try fold(a, window, geometry, like: b)
      }
    case .merge(let operand, let axes, let axis):
      return try evaluate(operand, environment).map { (a) throws(EvaluationError) in
        let layout = layout(of: a)
        let result = try layout.merged(axes, into: axis)
        return view(try align(a, to: layout.without(axes).followed(by: layout.ordered(axes))), as: result)
      }
    case .split(let operand, let original, let axis, let axes):
      return try combine(operand, original, environment) { (a, b) throws(EvaluationError) in
        let layout = layout(of: a)
        let result = try layout.split(axis, into: axes, like: self.layout(of: b))
        return view(try align(a, to: layout.without([axis]).followed(by: layout.ordered([axis]))), as: result)
      }
    }
  }

  /// A formula's value as a number of entries. A supposed formula may give any value.
  func count(_ node: Node, _ environment: some Environment<Tensor>) throws(EvaluationError) -> Int {
    guard let first = try evaluate(node, environment).blocks.first else { throw .notACount(.nan) }
    let value = try constant(first)
    guard value >= 0, value <= 1_000_000, value == value.rounded() else { throw .notACount(value) }
    return Int(value)
  }

  private func geometry(
    _ window: Window, _ environment: some Environment<Tensor>
  ) throws(EvaluationError) -> WindowGeometry {
    WindowGeometry(
      size: try count(window.size.node, environment), stride: try count(window.stride.node, environment),
      padding: try count(window.padding.node, environment))
  }

  private func combine<Result>(
    _ left: Node, _ right: Node, _ environment: some Environment<Tensor>,
    _ transform: (Tensor, Tensor) throws(EvaluationError) -> Result
  ) throws(EvaluationError) -> Values<Result> {
    try evaluate(left, environment).combined(with: evaluate(right, environment), transform)
  }

  /// Evaluates each branch for the parameters that it applies to, and joins the results.
  private func choose(
    rank: Int, of subject: Values<Tensor>, _ first: Node, _ second: Node, _ environment: some Environment<Tensor>
  ) throws(EvaluationError) -> Values<Tensor> {
    let applies = subject.blocks.map { layout(of: $0).axes.filter(\.isOfParameter).count == rank }
    guard subject.isPerParameter else { return try evaluate(applies[0] ? first : second, environment) }
    var blocks = [Tensor?](repeating: nil, count: applies.count)
    for (branch, isFirst) in [(first, true), (second, false)] {
      let chosen = applies.indices.filter { applies[$0] == isFirst }
      if chosen.isEmpty { continue }
      let value = try evaluate(branch, Selection(base: environment, parameters: chosen))
      if value.isPerParameter && value.blocks.count != chosen.count {
        throw .parametersMixed(value.blocks.count, chosen.count)
      }
      for (position, parameter) in chosen.enumerated() {
        blocks[parameter] = value.blocks[value.isPerParameter ? position : 0]
      }
    }
    return Values(perParameter: blocks.compactMap(\.self))
  }

  /// Sums, averages or takes the largest over axes of each block, over all elements, or over all parameters.
  func reduce(
    _ reduction: Reduction, _ value: Values<Tensor>, over axes: [Axis]
  ) throws(EvaluationError) -> Values<Tensor> {
    let acrossParameters = axes.contains(.parameters)
    let own = axes.filter { $0 != .parameters }
    // A mean over parameters of different sizes is the mean over all their elements, so it divides once, at the end.
    let partial: Reduction = acrossParameters && reduction == .mean ? .sum : reduction
    var count = 0
    let parts = try value.map { (a) throws(EvaluationError) in
      let layout = layout(of: a)
      let removed = own.contains(.elements) ? layout.axes.filter(\.isOfParameter) : own
      count += layout.count(removed)
      return try reduce(partial, a, over: removed)
    }
    guard acrossParameters else { return parts }
    guard var total = parts.blocks.first else { throw .axisMissing(.parameters, in: []) }
    for part in parts.blocks.dropFirst() {
      total = try apply(reduction == .maximum ? .maximum : .add, total, part)
    }
    if reduction == .mean { total = try apply(.divide, total, number(Double(count))) }
    return Values(total)
  }
}
