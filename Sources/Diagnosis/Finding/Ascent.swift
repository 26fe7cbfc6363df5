internal import Equations

/// The way from a place of a formula up to its root, with all other parts worked out: other numbers at the place give
/// the formula's numbers quickly.
struct Ascent {
  private enum Step {
    case function(Unary)
    /// The other operand stands on the right, or on the left.
    case before(Binary, [Double])
    case behind(Binary, [Double])
    case chosen(where: [Double], isFirst: Bool, other: [Double])
  }

  private var steps: [Step] = []

  /// - Returns: nil if a part on the way is not elementwise, or has no numbers.
  init?(_ formula: Node, from path: ArraySlice<Int>, _ run: LeafRun) {
    guard let steps = Self.steps(formula, path, run) else { return nil }
    self.steps = steps.reversed()
  }

  /// From the root downwards.
  private static func steps(_ node: Node, _ path: ArraySlice<Int>, _ run: LeafRun) -> [Step]? {
    guard let index = path.first else { return [] }
    guard let below = steps(node.operands[index], path.dropFirst(), run) else { return nil }
    func values(_ node: Node) -> [Double]? { run.evaluate(node)?.values }
    let step: Step
    switch node {
    case .unary(let operation, _): step = .function(operation)
    case .binary(let operation, let a, let b):
      guard let other = values(index == 0 ? b : a) else { return nil }
      step = index == 0 ? .before(operation, other) : .behind(operation, other)
    case .select(let condition, let a, let b):
      guard index > 0, let met = values(condition), let other = values(index == 1 ? b : a) else { return nil }
      step = .chosen(where: met, isFirst: index == 1, other: other)
    default: return nil
    }
    return [step] + below
  }

  /// The same with one operation more, right above the place.
  func joined(_ operation: Binary, behind other: [Double]) -> Ascent {
    var longer = self
    longer.steps.insert(.behind(operation, other), at: 0)
    return longer
  }

  /// Makes the formula's numbers of those at the place.
  func callAsFunction(_ values: UnsafeMutableBufferPointer<Double>) {
    for step in steps {
      switch step {
      case .function(let operation): Self.apply(operation, values)
      case .before(let operation, let other):
        other.withUnsafeBufferPointer { Self.apply(operation, values, $0, isBehind: false) }
      case .behind(let operation, let other):
        other.withUnsafeBufferPointer { Self.apply(operation, values, $0, isBehind: true) }
      case .chosen(let met, let isFirst, let other):
        for i in values.indices where (met[i] != 0) != isFirst { values[i] = other[i] }
      }
    }
  }

  private static func apply(_ operation: Unary, _ values: UnsafeMutableBufferPointer<Double>) {
    switch operation {
    case .negate: for i in values.indices { values[i] = -values[i] }
    case .square: for i in values.indices { values[i] *= values[i] }
    default: for i in values.indices { values[i] = operation.value(values[i]) }
    }
  }

  /// The usual operations have loops of their own: they are most of a search's time.
  private static func apply(
    _ operation: Binary, _ values: UnsafeMutableBufferPointer<Double>, _ other: UnsafeBufferPointer<Double>,
    isBehind: Bool
  ) {
    switch (operation, isBehind) {
    case (.add, _): for i in values.indices { values[i] += other[i] }
    case (.multiply, _): for i in values.indices { values[i] *= other[i] }
    case (.subtract, false): for i in values.indices { values[i] -= other[i] }
    case (.subtract, true): for i in values.indices { values[i] = other[i] - values[i] }
    case (.divide, false): for i in values.indices { values[i] /= other[i] }
    case (.divide, true): for i in values.indices { values[i] = other[i] / values[i] }
    case (_, false): for i in values.indices { values[i] = operation.value(values[i], other[i]) }
    case (_, true): for i in values.indices { values[i] = operation.value(other[i], values[i]) }
    }
  }
}
