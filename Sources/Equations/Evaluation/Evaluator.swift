/// Evaluates expressions in numbers, with a running error bound if asked.
package struct Evaluator: Arithmetic {
  package let precision: Precision
  /// True if results carry an error bound; if false, a result's `error` is nil.
  package let isBounded: Bool
  /// The roundings of another program; nil for the evaluator's own.
  let arrangement: (any Arrangement)?

  package init(
    precision: Precision = .double, isBounded: Bool = false, arrangedBy arrangement: (any Arrangement)? = nil
  ) {
    self.precision = precision
    self.isBounded = isBounded
    self.arrangement = arrangement
  }

  var fuses: Bool { arrangement?.fuses ?? false }

  package func evaluate(
    _ expression: Expression, in environment: some Environment<Block>
  ) throws(EvaluationError) -> Value {
    try evaluate(expression.node, environment)
  }

  func layout(of a: Block) -> Layout { a.layout }

  func constant(_ a: Block) -> Double { a.values.first ?? .nan }

  func number(_ value: Double) -> Block {
    let error = isBounded ? precision.rounding(of: value) : 0
    return Block(value, error: error == 0 ? nil : error)
  }

  func filled(with value: Double, _ layout: Layout) -> Block {
    Block(layout, values: [Double](repeating: value, count: layout.count))
  }

  func positions(_ count: Int, along axis: Axis) -> Block {
    Block(axes: [axis], shape: [count], values: (0..<count).map(Double.init))
  }

  // MARK: Elementwise

  func apply(_ operation: Unary, _ a: Block) -> Block {
    let values =
      switch operation {
      case _ where arrangement != nil: a.values.map { arrangement?.value(operation, $0) ?? .nan }
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
    if a.count == 1 && a.axes.isEmpty { return combine(operation, a, b, b.layout) }
    if b.count == 1 && b.axes.isEmpty { return combine(operation, a, b, a.layout) }
    if a.axes == b.axes && a.shape == b.shape { return combine(operation, a, b, a.layout) }
    let layout = try a.layout.united(with: b.layout)
    return combine(operation, a.aligned(to: layout), b.aligned(to: layout), layout)
  }

  /// Combines two blocks of the same layout, or one with a scalar.
  private func combine(_ operation: Binary, _ a: Block, _ b: Block, _ layout: Layout) -> Block {
    let values =
      switch operation {
      case .add: zipped(a, b, +)
      case .subtract: zipped(a, b, -)
      case .multiply: zipped(a, b, *)
      case .divide: zipped(a, b, /)
      case .power where arrangement != nil: zipped(a, b) { arrangement?.power($0, $1) ?? .nan }
      default: zipped(a, b, operation.value)
      }
    guard isBounded else { return Block(layout, values: values) }
    let aScalar = a.count == 1
    let bScalar = b.count == 1
    let error = values.indices.map { i in
      let (ia, ib) = (aScalar ? 0 : i, bScalar ? 0 : i)
      return operation.bound(
        a.values[ia], a.error?[ia] ?? 0, b.values[ib], b.error?[ib] ?? 0, values[i], precision)
    }
    return Block(layout, values: values, error: error)
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

  func select(_ condition: Block, _ a: Block, _ b: Block) throws(EvaluationError) -> Block {
    let layout = try condition.layout.united(with: a.layout.united(with: b.layout))
    let (mask, yes, no) = (condition.aligned(to: layout), a.aligned(to: layout), b.aligned(to: layout))
    var result = Block(
      layout, values: mask.values.indices.map { mask.values[$0] != 0 ? yes.values[$0] : no.values[$0] })
    if isBounded {
      result.error = mask.values.indices.map { i in
        selectionBound(
          mask.values[i], mask.error?[i] ?? 0, yes.values[i], yes.error?[i] ?? 0, no.values[i], no.error?[i] ?? 0)
      }
    }
    return result
  }

  // MARK: Moving

  func view(_ a: Block, as layout: Layout) -> Block { Block(layout, values: a.values, error: a.error) }

  func align(_ a: Block, to layout: Layout) -> Block { a.aligned(to: layout) }

  func slice(_ a: Block, _ axis: Axis, at position: Int) -> Block { a.slice(axis, at: position) }

  func stack(_ blocks: [Block], along axis: Axis) throws(EvaluationError) -> Block {
    try Block.stacked(blocks, along: axis)
  }

  func gather(_ table: Block, at index: Block, along axis: Axis) throws(EvaluationError) -> Block {
    try table.gathered(at: index, along: axis)
  }

  func window(_ a: Block, _ window: Window, _ geometry: WindowGeometry) throws(EvaluationError) -> Block {
    try a.windowed(window, geometry)
  }
}
