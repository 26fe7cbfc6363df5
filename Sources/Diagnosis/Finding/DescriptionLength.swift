internal import Equations
internal import GradeModel

/// The length of the description of a formula as a change of another. The simplest of several formulas that give the
/// same numbers is the one with the shortest description, whatever the way it was found.
struct DescriptionLength {
  /// The formulas that are asked for, in all their forms.
  private let forms: [Node]
  private var numbered: NumberedFormulas
  private var formNumbers: [Int] = []
  private var parts: [Int: Set<Int>] = [:]
  private var known = PairTable()
  private var sizes = PairTable()

  private static let mostKnown = (formulas: 50_000, pairs: 250_000)

  /// - Parameter isFar: true for leaves that a program is unlikely to reach for: values of steps before, means, norms.
  init(of forms: [Node] = [], isFar: @escaping (Node) -> Bool) {
    self.forms = forms
    numbered = NumberedFormulas(isFar: isFar)
  }

  /// The cost of writing `found` where any form of the asked formula belongs.
  mutating func callAsFunction(_ found: Node) -> Double {
    refresh()
    if formNumbers.isEmpty { formNumbers = forms.map { numbered.number(of: $0) } }
    let found = numbered.number(of: found)
    return formNumbers.map { cost($0, found) }.min() ?? .infinity
  }

  /// The cost of writing `found` where `asked` belongs.
  mutating func callAsFunction(_ asked: Node, _ found: Node) -> Double {
    refresh()
    return cost(numbered.number(of: asked), numbered.number(of: found))
  }

  /// Forgets what is known if it has become too much.
  private mutating func refresh() {
    if known.count + sizes.count >= Self.mostKnown.pairs { (known, sizes) = (PairTable(), PairTable()) }
    guard numbered.count >= Self.mostKnown.formulas else { return }
    numbered.removeAll()
    (formNumbers, parts, known, sizes) = ([], [:], PairTable(), PairTable())
  }

  private mutating func cost(_ asked: Int, _ found: Int) -> Double {
    if asked == found { return 0 }
    if let cost = known[asked, found] { return cost }
    let subtrees = subtrees(of: asked)
    var best = 0.5 + size(found, asked, subtrees)
    let (own, other) = (numbered[asked], numbered[found])
    let (a, b) = (own.operands, other.operands)
    if !a.isEmpty, !b.isEmpty {
      if own.hasOperation(of: other) {
        best = min(best, sum(a, b))
        if own.isCommutative { best = min(best, cost(a[0], b[1]) + cost(a[1], b[0])) }
      } else if a.count == b.count, a.count > 1 {
        best = min(best, 1.2 + sum(a, b))
        if other.isCommutative { best = min(best, 1.2 + cost(a[0], b[1]) + cost(a[1], b[0])) }
      }
    }
    if other.isPower, let (base, exponent, inner) = own.node.roots(other.node) {
      best = min(
        best, 0.5 + size(numbered.number(of: exponent)) + cost(numbered.number(of: base), numbered.number(of: inner)))
    }
    // Something wrapped around it.
    for (index, operand) in b.enumerated() where b.count <= 3 {
      var others = 1.5
      for (other, node) in b.enumerated() where other != index { others += size(node, asked, subtrees) }
      if others < best { best = min(best, others + cost(asked, operand)) }
    }
    known[asked, found] = best
    return best
  }

  private mutating func sum(_ a: [Int], _ b: [Int]) -> Double {
    var total = 0.0
    for i in a.indices { total += cost(a[i], b[i]) }
    return total
  }

  private mutating func subtrees(of asked: Int) -> Set<Int> {
    if let known = parts[asked] { return known }
    let found = numbered.parts(of: asked)
    parts[asked] = found
    return found
  }

  /// The cost of writing a formula anew; one that stands in the asked formula already costs as much as a leaf.
  private mutating func size(_ found: Int, _ asked: Int, _ subtrees: Set<Int>) -> Double {
    if let size = sizes[asked, found] { return size }
    var cost = 1.0
    if !subtrees.contains(found) {
      switch numbered[found].writing {
      case .cost(let own): cost = own
      case .more(let own, let part): cost = own + size(part, asked, subtrees)
      case .operands: cost = 1 + numbered[found].operands.reduce(0.0) { $0 + size($1, asked, subtrees) }
      }
    }
    sizes[asked, found] = cost
    return cost
  }

  /// The same where nothing of it stands in the asked formula.
  private func size(_ found: Int) -> Double {
    switch numbered[found].writing {
    case .cost(let cost): cost
    case .more(let cost, let part): cost + size(part)
    case .operands: 1 + numbered[found].operands.reduce(0.0) { $0 + size($1) }
    }
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
        let short = value.rounded(toDigits: 14)
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
