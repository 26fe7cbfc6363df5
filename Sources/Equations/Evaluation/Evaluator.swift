/// Where an expression's leaves find their values: the running state of a reference, or what a student reported.
package protocol Environment {
  /// A quantity's value at this step (and time).
  func value(of reference: Reference) throws(EvaluationError) -> Value
  /// A quantity's value one position earlier along an axis.
  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value
  /// A quantity's value one position later along an axis.
  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value
  /// A quantity's last values along `.lag`, this step's first, zero before the first step.
  func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Value
  /// A hyperparameter's value.
  func setting(_ name: String) throws(EvaluationError) -> Value
  /// t, counted from 1.
  var step: Value { get }
}

extension Environment {
  package func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }
}

/// Evaluates expressions, with a running error bound if asked.
package struct Evaluator {
  package let precision: Precision
  /// Whether results carry an error bound; without, a result's `error` is nil.
  package let isBounded: Bool

  package init(precision: Precision = .double, isBounded: Bool = false) {
    self.precision = precision
    self.isBounded = isBounded
  }

  package func evaluate(_ expression: Expression, in environment: some Environment) throws(EvaluationError) -> Value {
    try evaluate(expression.node, environment)
  }

  func evaluate(_ node: Node, _ environment: some Environment) throws(EvaluationError) -> Value {
    switch node {
    case .quantity(let reference): return try environment.value(of: reference)
    case .previous(let reference, let axis): return try environment.previous(reference, along: axis)
    case .next(let reference, let axis): return try environment.next(reference, along: axis)
    case .setting(let name): return try environment.setting(name)
    case .step: return environment.step
    case .number(let number):
      let isWhole = number == number.rounded(.towardZero)
      let error = isBounded && !isWhole ? precision.unitRoundoff * abs(number) : nil
      return Value(Block(number, error: error))
    case .extent(let operand, let axis):
      return try evaluate(operand, environment).map { (block) throws(EvaluationError) in
        if axis == .elements { return Block(Double(block.count)) }
        guard let extent = block.extent(axis) else { throw .axisMissing(axis, in: block.axes) }
        return Block(Double(extent))
      }
    case .unary(let operation, let operand):
      let result = try evaluate(operand, environment).map { apply(operation, $0) }
      guard isBounded, operation == .exponential, operand.isMultipleOfStep else { return result }
      return try widenedForRepetition(result, environment)
    case .binary(.equal, let left, .reduce(.maximum, let whole, let axes)) where isBounded && left == whole:
      return try isLargest(evaluate(left, environment), over: axes)
    case .binary(let operation, let left, let right):
      let result = try evaluate(left, environment).combined(with: evaluate(right, environment)) {
        (a, b) throws(EvaluationError) in try apply(operation, a, b)
      }
      guard isBounded, operation == .add || operation == .subtract else { return result }
      return try widenedForInterpolation(result, left, right, environment)
    case .reduce(let reduction, let operand, let axes):
      return try reduce(reduction, evaluate(operand, environment), over: axes)
    case .contract(let left, let right, let axes):
      return try evaluate(left, environment).combined(with: evaluate(right, environment)) {
        (a, b) throws(EvaluationError) in try contract(a, b, over: axes)
      }
    case .solve(let matrix, let right, let rows, let columns):
      return try evaluate(matrix, environment).combined(with: evaluate(right, environment)) {
        (a, b) throws(EvaluationError) in try solve(a, b, rows: rows, columns: columns)
      }
    case .select(let condition, let first, let second):
      let condition = try evaluate(condition, environment)
      let first = try evaluate(first, environment)
      let second = try evaluate(second, environment)
      return try select(condition, first, second)
    case .rename(let operand, let axis, let other):
      return try evaluate(operand, environment).map { (block) throws(EvaluationError) in
        let renamed = block.renamed(axis, to: other)
        _ = try Block.distinct(renamed.axes)
        return renamed
      }
    case .recent(let reference, let count):
      return try environment.recent(reference, count: self.count(count, environment))
    case .choose(let rank, let subject, let first, let second):
      return try choose(rank: rank, of: evaluate(subject, environment), first, second, environment)
    case .absent: return Value(.absent)
    case .positions(let operand, let axis):
      return try evaluate(operand, environment).map { (block) throws(EvaluationError) in
        guard let extent = block.extent(axis) else { throw .axisMissing(axis, in: block.axes) }
        return Block(axes: [axis], shape: [extent], values: (0..<extent).map(Double.init))
      }
    case .gather(let table, let index, let axis):
      return try evaluate(table, environment).combined(with: evaluate(index, environment)) {
        (a, b) throws(EvaluationError) in try a.gathered(at: b, along: axis)
      }
    case .window(let operand, let window):
      let geometry = try geometry(window, environment)
      return try evaluate(operand, environment).map { (block) throws(EvaluationError) in
        try block.windowed(window, geometry)
      }
    case .fold(let operand, let original, let window):
      let geometry = try geometry(window, environment)
      return try evaluate(operand, environment).combined(with: evaluate(original, environment)) {
        (a, b) throws(EvaluationError) in try fold(a, window, geometry, like: b)
      }
    case .merge(let operand, let axes, let axis):
      return try evaluate(operand, environment).map { (block) throws(EvaluationError) in
        try block.merged(axes, into: axis)
      }
    case .split(let operand, let original, let axis, let axes):
      return try evaluate(operand, environment).combined(with: evaluate(original, environment)) {
        (a, b) throws(EvaluationError) in try a.split(axis, into: axes, like: b)
      }
    }
  }

  /// A formula's value as a number of entries; a supposed formula may give anything.
  func count(_ node: Node, _ environment: some Environment) throws(EvaluationError) -> Int {
    let value = try evaluate(node, environment).blocks.first?.values.first ?? .nan
    guard value >= 0, value <= 1_000_000, value == value.rounded() else { throw .notACount(value) }
    return Int(value)
  }

  private func geometry(_ window: Window, _ environment: some Environment) throws(EvaluationError) -> WindowGeometry {
    func whole(_ expression: Expression) throws(EvaluationError) -> Int {
      try count(expression.node, environment)
    }
    return WindowGeometry(
      size: try whole(window.size), stride: try whole(window.stride), padding: try whole(window.padding))
  }

  // MARK: Elementwise

  func apply(_ operation: Unary, _ a: Block) -> Block {
    let values =
      switch operation {
      case .negate: a.values.map { -$0 }
      case .square: a.values.map { $0 * $0 }
      case .squareRoot: a.values.map { $0.squareRoot() }
      default: a.values.map(operation.value)
      }
    guard isBounded else { return Block(axes: a.axes, shape: a.shape, values: values) }
    let error = a.values.indices.map { i in
      operation.bound(a.values[i], a.error?[i] ?? 0, values[i], precision)
    }
    return Block(axes: a.axes, shape: a.shape, values: values, error: error)
  }

  func apply(_ operation: Binary, _ a: Block, _ b: Block) throws(EvaluationError) -> Block {
    if a.count == 1 && a.axes.isEmpty { return combine(operation, a, b, axes: b.axes, shape: b.shape) }
    if b.count == 1 && b.axes.isEmpty { return combine(operation, a, b, axes: a.axes, shape: a.shape) }
    let (axes, shape) = try unite(a, b)
    return combine(
      operation, a.aligned(to: axes, shape: shape), b.aligned(to: axes, shape: shape), axes: axes, shape: shape)
  }

  /// Combines two blocks of the same layout, or one with a scalar.
  private func combine(_ operation: Binary, _ a: Block, _ b: Block, axes: [Axis], shape: [Int]) -> Block {
    let values =
      switch operation {
      case .add: zipped(a, b, +)
      case .subtract: zipped(a, b, -)
      case .multiply: zipped(a, b, *)
      case .divide: zipped(a, b, /)
      default: zipped(a, b, operation.value)
      }
    guard isBounded else { return Block(axes: axes, shape: shape, values: values) }
    let aScalar = a.count == 1
    let bScalar = b.count == 1
    let error = values.indices.map { i in
      let (ia, ib) = (aScalar ? 0 : i, bScalar ? 0 : i)
      return operation.bound(
        a.values[ia], a.error?[ia] ?? 0, b.values[ib], b.error?[ib] ?? 0, values[i], precision)
    }
    return Block(axes: axes, shape: shape, values: values, error: error)
  }

  @inline(__always)
  private func zipped(_ a: Block, _ b: Block, _ transform: (Double, Double) -> Double) -> [Double] {
    if b.count == 1 {
      let scalar = b.values[0]
      return a.values.map { transform($0, scalar) }
    }
    if a.count == 1 {
      let scalar = a.values[0]
      return b.values.map { transform(scalar, $0) }
    }
    return a.values.withUnsafeBufferPointer { left in
      b.values.withUnsafeBufferPointer { right in
        [Double](unsafeUninitializedCapacity: left.count) { result, count in
          for i in 0..<left.count { result[i] = transform(left[i], right[i]) }
          count = left.count
        }
      }
    }
  }

  func select(_ condition: Value, _ first: Value, _ second: Value) throws(EvaluationError) -> Value {
    // Both branches are laid out alike first, by way of the condition's axes.
    let paired = try first.combined(with: second) { (a, b) throws(EvaluationError) in
      let (axes, shape) = try unite(a, b)
      return a.aligned(to: axes, shape: shape)
    }
    let other = try second.combined(with: paired) { (b, a) throws(EvaluationError) in
      b.aligned(to: a.axes, shape: a.shape)
    }
    return try select(condition, aligned: paired, other)
  }

  private func select(_ condition: Value, aligned first: Value, _ second: Value) throws(EvaluationError) -> Value {
    let count = [condition, first].filter(\.isPerParameter).map(\.blocks.count).max()
    var results: [Block] = []
    for parameter in 0..<(count ?? 1) {
      let (c, a, b) = (condition.block(parameter), first.block(parameter), second.block(parameter))
      let (axes, shape) = try unite(c, a)
      let (mask, yes, no) = (
        c.aligned(to: axes, shape: shape), a.aligned(to: axes, shape: shape), b.aligned(to: axes, shape: shape)
      )
      var result = Block(
        axes: axes, shape: shape,
        values: mask.values.indices.map { mask.values[$0] != 0 ? yes.values[$0] : no.values[$0] })
      if isBounded {
        result.error = mask.values.indices.map { i in
          let (ea, eb) = (yes.error?[i] ?? 0, no.error?[i] ?? 0)
          guard let open = mask.error?[i], open > 0 else { return mask.values[i] != 0 ? ea : eb }
          // An unresolved condition: either branch is honest, so the bound spans both.
          return abs(yes.values[i] - no.values[i]) + max(ea, eb)
        }
      }
      results.append(result)
    }
    return count == nil ? Value(results[0]) : Value(perParameter: results)
  }

  // MARK: Interpolation

  /// c·X + (1 − c)·Y is also written Y + c·(X − Y): a form whose error grows with |X| + |Y|, however small c is.
  private func widenedForInterpolation(
    _ result: Value, _ left: Node, _ right: Node, _ environment: some Environment
  ) throws(EvaluationError) -> Value {
    guard let (x, y) = Interpolation.operands(left, right) else { return result }
    let sizes = try evaluate(x, environment).combined(with: evaluate(y, environment)) {
      (a, b) throws(EvaluationError) in
      let (axes, shape) = try unite(a, b)
      let (p, q) = (a.aligned(to: axes, shape: shape), b.aligned(to: axes, shape: shape))
      return Block(axes: axes, shape: shape, values: zip(p.values, q.values).map { abs($0) + abs($1) })
    }
    return try result.combined(with: sizes) { (r, size) throws(EvaluationError) in
      var widened = r
      let size = size.aligned(to: r.axes, shape: r.shape)
      widened.error = r.values.indices.map { (r.error?[$0] ?? 0) + precision.unitRoundoff * size.values[$0] }
      return widened
    }
  }
}

/// Recognises c·X + (1 − c)·Y in its usual spellings.
package enum Interpolation {
  /// X and Y, or nil where the two terms are no interpolation.
  package static func operands(_ left: Node, _ right: Node) -> (Node, Node)? {
    let (first, second) = (factors(left), factors(right))
    for (i, factor) in first.enumerated() {
      let complement = Node.binary(.subtract, .number(1), factor)
      if let j = second.firstIndex(of: complement) { return (product(first, without: i), product(second, without: j)) }
    }
    for (j, factor) in second.enumerated() {
      let complement = Node.binary(.subtract, .number(1), factor)
      if let i = first.firstIndex(of: complement) { return (product(first, without: i), product(second, without: j)) }
    }
    return nil
  }

  /// The factor c of c·X + (1 − c)·Y.
  package static func share(_ left: Node, _ right: Node) -> Node? {
    let (first, second) = (factors(left), factors(right))
    return first.first { second.contains(.binary(.subtract, .number(1), $0)) }
  }

  private static func factors(_ node: Node) -> [Node] {
    if case .binary(.multiply, let a, let b) = node { return factors(a) + factors(b) }
    return [node]
  }

  private static func product(_ factors: [Node], without index: Int) -> Node {
    var rest = factors
    rest.remove(at: index)
    guard let first = rest.first else { return .number(1) }
    return rest.dropFirst().reduce(first) { .binary(.multiply, $0, $1) }
  }
}
