internal import Equations

extension FormulaDraw {
  /// A formula that has the asked one's shape and nothing else of it: its sums stay, and every leaf, every operation and
  /// every number is drawn anew, with functions between.
  mutating func unrelated(to node: Node) -> Node? {
    switch node {
    case .reduce(let reduction, let a, let axes): return unrelated(to: a).map { .reduce(reduction, $0, over: axes) }
    case .contract(let a, let b, let axes):
      guard let left = unrelated(to: a), let right = unrelated(to: b) else { return nil }
      return .contract(left, right, over: axes)
    case .binary(_, let a, let b):
      guard let left = unrelated(to: a), let right = unrelated(to: b) else { return nil }
      return joined(left, right).flatMap { wrapped($0) }
    case .unary(_, let a): return unrelated(to: a).flatMap { wrapped($0) }
    case .select(let condition, let a, let b):
      guard let first = unrelated(to: a), let second = unrelated(to: b) else { return nil }
      return .select(condition, first, second)
    case .quantity, .previous, .setting, .step, .number: return strange(node)
    default: return node
    }
  }

  /// Another leaf, scaled and bent by numbers that nobody writes.
  private mutating func strange(_ node: Node) -> Node? {
    guard let leaf = leaf(like: node) else { return nil }
    let factor = Double(whole(100_000_001...999_999_999)) / 3.0e8
    return wrapped(.binary(.multiply, .number(factor), leaf))
  }

  /// The formula as it is, or a bend of it that has a value everywhere.
  private mutating func wrapped(_ node: Node) -> Node? {
    switch whole(0...6) {
    case 0: .unary(.hyperbolicTangent, node)
    case 1: .unary(.exponential, .unary(.negate, .unary(.square, node)))
    case 2: .binary(.divide, node, .binary(.add, .number(1), .unary(.absolute, node)))
    case 3: .unary(.logarithm, .binary(.add, .number(1), .unary(.absolute, node)))
    case 4: .unary(.squareRoot, .unary(.absolute, node))
    default: node
    }
  }
}
