internal import Equations
internal import GradeModel

/// The length of the description of a formula as a change of another. The simplest of several formulas that give the
/// same numbers is the one with the shortest description, whatever the way it was found.
struct DescriptionLength {
  /// Leaves that a program is unlikely to reach for: values of steps before, means, norms.
  private let isFar: (Node) -> Bool
  private var parts: [Node: Set<Node>] = [:]
  private var known: [Pair: Double] = [:]

  private static let mostKnown = 20_000

  private struct Pair: Hashable {
    let asked: Node
    let found: Node
  }

  init(isFar: @escaping (Node) -> Bool) { self.isFar = isFar }

  /// The cost of writing `found` where `asked` belongs.
  mutating func callAsFunction(_ asked: Node, _ found: Node) -> Double {
    if asked == found { return 0 }
    let pair = Pair(asked: asked, found: found)
    if let cost = known[pair] { return cost }
    if known.count >= Self.mostKnown { known = [:] }
    let subtrees = subtrees(of: asked)
    var best = 0.5 + size(found, subtrees)
    let (a, b) = (asked.operands, found.operands)
    if !a.isEmpty, !b.isEmpty {
      if asked.operation == found.operation {
        best = min(best, sum(a, b))
        if asked.isCommutative { best = min(best, self(a[0], b[1]) + self(a[1], b[0])) }
      } else if a.count == b.count, a.count > 1 {
        best = min(best, 1.2 + sum(a, b))
        if found.isCommutative { best = min(best, 1.2 + self(a[0], b[1]) + self(a[1], b[0])) }
      }
    }
    if let (base, exponent, inner) = asked.roots(found) {
      best = min(best, 0.5 + size(exponent, []) + self(base, inner))
    }
    // Something wrapped around it.
    for (index, operand) in b.enumerated() where b.count <= 3 {
      var others = 1.5
      for (other, node) in b.enumerated() where other != index { others += size(node, subtrees) }
      if others < best { best = min(best, others + self(asked, operand)) }
    }
    known[pair] = best
    return best
  }

  private mutating func sum(_ a: [Node], _ b: [Node]) -> Double {
    zip(a, b).reduce(0.0) { $0 + self($1.0, $1.1) }
  }

  private mutating func subtrees(of node: Node) -> Set<Node> {
    if let known = parts[node] { return known }
    let found = Set(node.subformulas)
    parts[node] = found
    return found
  }

  /// The cost of writing a formula anew; one that stands in the asked formula already costs as much as a leaf.
  private func size(_ node: Node, _ subtrees: Set<Node>) -> Double {
    if subtrees.contains(node) { return 1 }
    if case .number(let value) = node {
      return abs(value) == 1 || abs(value) == 2 ? 1 : 0.5 + 0.5 * Literals.digits(value)
    }
    if isFar(node) { return 2 }
    // Another index is one thought, however long it is to write.
    if let tensor = node.rearrangedTensor { return 1 + size(tensor, subtrees) }
    if case .gather(let list, _, along: .candidate) = node { return 1 + size(list, subtrees) }
    // A comparison with zero, and a value that starts from a setting, are one thought.
    if case .binary(.equal, let a, .number(0)) = node { return 1 + size(a, subtrees) }
    if case .binary(.equal, let a, .unary(.floor, let b)) = node, a == b { return 2.5 }
    if case .select(.binary(.equal, .step, .number(1)), _, .previous) = node { return 1.5 }
    // Nobody cuts a number that is the same at every step to a whole one.
    if case .unary(.floor, let a) = node, !a.subformulas.contains(.step) { return 4 + size(a, subtrees) }
    return 1 + node.operands.reduce(0.0) { $0 + size($1, subtrees) }
  }
}

extension Node {
  /// The node with its operands left blank.
  var operation: Node {
    let count = operands.count
    return count == 0 ? self : replacing(operands: Array(repeating: .absent, count: count))
  }

  /// The parts to compare if one formula has a function, and the other a power in its place: eˣ and 2.7ˣ, √x and x^0.4.
  func roots(_ found: Node) -> (asked: Node, number: Node, found: Node)? {
    switch (self, found) {
    case (.unary(.exponential, let a), .binary(.power, .number(let base), let b)): (a, .number(base), b)
    case (.unary(.squareRoot, let a), .binary(.power, let b, .number(let exponent))),
      (.unary(.square, let a), .binary(.power, let b, .number(let exponent))):
      (a, .number(exponent), b)
    default: nil
    }
  }

  var isCommutative: Bool {
    switch self {
    case .binary(.add, _, _), .binary(.multiply, _, _), .binary(.maximum, _, _), .binary(.minimum, _, _): true
    default: false
    }
  }

  /// The formula with its arithmetic on numbers done, and without factors 1 and summands 0.
  var folded: Node { withNumbersFolded.simplified.withNumbersFolded }

  private var withNumbersFolded: Node {
    rewritten { node in
      switch node {
      case .binary(let operation, .number(let a), .number(let b)):
        let value = operation.value(a, b)
        guard value.isFinite else { return node }
        let short = Double(value.decimal(14)) ?? value
        return .number(abs(short - value) <= 4 * value.ulp ? short : value)
      case .unary(.negate, .number(let a)): return .number(-a)
      case .unary(.squareRoot, .unary(.square, let a)): return .unary(.absolute, a)
      case .binary(.add, let a, .number(let b)) where b < 0: return .binary(.subtract, a, .number(-b))
      case .binary(.multiply, .number(-1), let a): return .unary(.negate, a)
      case .binary(.add, let a, .binary(.multiply, .number(let c), let b)) where c < 0:
        return .binary(.subtract, a, .binary(.multiply, .number(-c), b))
      case .binary(.subtract, let a, .binary(.multiply, .number(let c), let b)) where c < 0:
        return .binary(.add, a, .binary(.multiply, .number(-c), b))
      case .binary(.power, .unary(.squareRoot, let a), .number(let c)): return .binary(.power, a, .number(c / 2))
      case .binary(.power, .unary(.square, let a), .number(let c)):
        return .binary(.power, .unary(.absolute, a), .number(2 * c))
      case .unary(.absolute, .number(let a)): return .number(abs(a))
      case .unary(.absolute, .unary(.absolute, let a)): return .unary(.absolute, a)
      default: return node
      }
    }
  }
}
