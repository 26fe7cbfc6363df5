internal import Equations

/// The kinds of slips that are drawn, each at any node of a formula.
package enum DrawnEdit: String, CaseIterable, Sendable {
  case replaced, number, exponent, operation, dropped, added, function, alongAxes

  package var title: String {
    switch self {
    case .replaced: "another formula of up to four nodes"
    case .number: "a number in place, or as a factor"
    case .exponent: "another exponent"
    case .operation: "another operation"
    case .dropped: "an operand left out"
    case .added: "a term or factor too many"
    case .function: "a function applied"
    case .alongAxes: "another sum, or another index"
    }
  }
}

extension FormulaDraw {
  /// The formula with one slip of a kind; nil if it has no place for it.
  mutating func edited(_ formula: Node, _ kind: DrawnEdit) -> Node? {
    let places = formula.places.filter { $0.path.isEmpty || isOwn($0.node, of: formula) }
    guard let (path, node) = pick(places), let other = slip(node, kind), other != node else { return nil }
    // An objective's whole answer may be changed, and no part of it.
    guard isOwn(node, of: formula) || other.subformulas.contains(node) else { return nil }
    return formula.replacing(at: path[...], with: other)
  }

  private mutating func slip(_ node: Node, _ kind: DrawnEdit) -> Node? {
    switch kind {
    case .replaced: return formula(like: node, size: whole(1...4))
    case .number:
      if case .number = node { return .number(literal()) }
      if node.operands.isEmpty, axes(of: node)?.isEmpty ?? false, chance(0.6) { return .number(literal()) }
      return chance(0.3) ? .binary(.add, node, .number(literal())) : .binary(.multiply, .number(literal()), node)
    case .exponent:
      if case .unary(.square, let a) = node { return .binary(.power, .unary(.absolute, a), .number(exponent())) }
      if case .unary(.squareRoot, let a) = node { return .binary(.power, a, .number(exponent())) }
      if case .binary(.power, let a, let b) = node { return .binary(.power, a, .binary(.multiply, .number(2), b)) }
      return .binary(.power, .unary(.absolute, node), .number(exponent()))
    case .operation:
      guard case .binary(let own, let a, let b) = node else { return nil }
      return joined(a, b, otherThan: own)
    case .dropped:
      return node.operands.isEmpty ? nil : pick(node.operands)
    case .added:
      guard let term = formula(like: node, size: whole(1...2)) else { return nil }
      return chance(0.5) ? joined(node, term) : joined(term, node)
    case .function: return function(of: node)
    case .alongAxes: return alongAxes(node)
    }
  }

  private mutating func exponent() -> Double {
    let tenths = whole(2...30)
    return tenths == 10 ? 1.5 : Double(tenths) / 10
  }

  private mutating func alongAxes(_ node: Node) -> Node? {
    switch node {
    case .reduce(let reduction, let a, let over):
      guard let other = pick(Reduction.allCases.filter { $0 != reduction }) else { return nil }
      if chance(0.4) { return .reduce(other, a, over: over) }
      return .reduce(reduction, shifted(a) ?? a, over: over)
    case .contract(let a, let b, let over):
      switch whole(0...3) {
      case 0: return .contract(shifted(a) ?? a, b, over: over)
      case 1: return .contract(a, shifted(b) ?? b, over: over)
      case 2: return .reduce(.mean, .binary(.multiply, a, b), over: over)
      default: return .reduce(.maximum, .binary(.multiply, a, b), over: over)
      }
    case .quantity, .previous: return shifted(node)
    default: return nil
    }
  }

  /// A tensor read along one of its axes by another index: the next one, the mirrored one, the first or the last alone.
  private mutating func shifted(_ node: Node) -> Node? {
    guard let axis = axes(of: node).flatMap({ pick($0) }) else { return nil }
    let (own, count) = (Node.positions(node, axis), Node.extent(node, axis))
    let last = Node.binary(.subtract, count, .number(1))
    switch whole(0...3) {
    case 0:
      let next = Node.select(.binary(.equal, own, last), .number(0), .binary(.add, own, .number(1)))
      return .gather(node, next, along: axis)
    case 1: return .gather(node, .binary(.subtract, last, own), along: axis)
    case 2: return .gather(node, .binary(.multiply, .number(0), own), along: axis)
    default: return .gather(node, .binary(.add, last, .binary(.multiply, .number(0), own)), along: axis)
    }
  }
}
