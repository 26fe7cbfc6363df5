internal import Equations

/// The formulas that give the published numbers at the pivots, each with the length of its description.
struct Candidates {
  struct Candidate {
    let node: Node
    let cost: Double
  }

  private var all: [Candidate] = []
  private var seen: Set<Node> = []
  private let forms: [Node]
  private let written: (Node) -> Node
  private let simplified: (Node) -> Node
  private var length: DescriptionLength
  /// The longest description that is believed.
  static let longest = 9.5
  private static let most = 1_500

  /// - Parameters:
  ///   - forms: the asked formula, in all forms in which it may be changed.
  ///   - spread: a formula with each sum of products as one sum over all axes.
  ///   - written: a formula as it is compared: with all its parts, and with nothing unpublished.
  init(
    forms: [Node], signs: Signs, spread: (Node) -> Node, written: @escaping (Node) -> Node,
    isFar: @escaping (Node) -> Bool
  ) {
    var all: [Node] = []
    for form in forms.flatMap({ written($0).termForms }) {
      for node in [form.withSumsOfProducts.folded, spread(form).folded] where !all.contains(node) { all.append(node) }
    }
    self.forms = all
    simplified = { $0.simplified(signs).folded }
    self.written = { written($0).simplified(signs).withSumsOfProducts.folded }
    length = DescriptionLength(of: all, isFar: isFar)
  }

  mutating func add(_ formula: Node) {
    guard all.count < Self.most else { return }
    let node = simplified(formula.folded)
    guard seen.insert(node).inserted else { return }
    let cost = cost(of: node)
    if cost > 0 && cost <= Self.longest { all.append(Candidate(node: node, cost: cost)) }
  }

  /// The length of a formula's description as a change of the asked one.
  mutating func cost(of node: Node) -> Double { length(written(node)) }

  /// The asked formula and another one as they are compared, in the form in which the other's description is shortest.
  mutating func comparison(with node: Node) -> (asked: Node, found: Node) {
    let whole = written(node)
    var best = (form: forms[0], cost: Double.infinity)
    for form in forms {
      let cost = length(form, whole)
      if cost < best.cost { best = (form, cost) }
    }
    return (best.form, whole)
  }

  mutating func changes(_ asked: Node, _ found: Node) -> [Change] { length.changes(asked, found) }

  /// Forgets the candidates, but not that they have been seen.
  mutating func clear() { all = [] }

  /// The candidates with the shortest descriptions first.
  var ordered: [Candidate] {
    all.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }
}

extension Node {
  /// The formula without what says nothing: a magnitude of what is never negative, a sign that is multiplied in twice, a part
  /// that is added and taken away again.
  fileprivate func simplified(_ signs: Signs) -> Node {
    rewritten { part in
      switch part {
      case .unary(.absolute, let a) where signs.isNeverNegative(a): a
      case .binary(.multiply, .unary(.absolute, let a), .unary(.sign, let b)),
        .binary(.multiply, .unary(.sign, let b), .unary(.absolute, let a)):
        b.signed(asFactorOf: a) ?? part
      case .binary(.multiply, .unary(.sign, let a), .binary(.multiply, let b, .unary(.sign, let c))) where a == c:
        .binary(.multiply, b, .unary(.square, .unary(.sign, a)))
      case .binary(.multiply, .binary(.multiply, let b, .unary(.sign, let c)), .unary(.sign, let a)) where a == c:
        .binary(.multiply, b, .unary(.square, .unary(.sign, a)))
      case .binary(.add, let a, .binary(.subtract, let b, let c)) where a == c: b
      case .binary(.add, .binary(.subtract, let a, let b), let c) where b == c: a
      case .binary(.subtract, .binary(.add, let a, let b), let c) where a == c: b
      case .binary(.subtract, .binary(.add, let a, let b), let c) where b == c: a
      case .binary(.subtract, let a, .binary(.subtract, let b, let c)) where a == b: c
      default: part
      }
    }
  }

  /// The product of a number and of the sign of the others, of |a|·sign(a·b·…): a·sign(b·…), which is 0 where a is, too.
  /// nil if the number is no factor.
  fileprivate func signed(asFactorOf a: Node) -> Node? {
    if self == a { return a }
    return without(a).map { .binary(.multiply, a, .unary(.sign, $0)) }
  }

  /// A product without one of its factors.
  private func without(_ factor: Node) -> Node? {
    switch self {
    case .unary(.negate, let a): a.without(factor).map { .unary(.negate, $0) }
    case .binary(.multiply, factor, let b): b
    case .binary(.multiply, let a, factor): a
    case .binary(.multiply, let a, let b):
      a.without(factor).map { .binary(.multiply, $0, b) } ?? b.without(factor).map { .binary(.multiply, a, $0) }
    default: nil
    }
  }
}
