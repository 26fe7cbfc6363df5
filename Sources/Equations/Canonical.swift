extension Node {
  /// The same formula in one way of writing it: terms and factors in a fixed order, without zeros that are added and ones that
  /// are multiplied by, numbers put together.
  package var canonical: Node {
    let parts = operands.map(\.canonical)
    let node = parts.isEmpty ? self : replacing(operands: parts)
    switch node {
    case .binary(.add, _, _), .binary(.subtract, _, _), .unary(.negate, _): return node.sumInOrder
    case .binary(.multiply, _, _), .binary(.divide, _, _): return node.productInOrder
    case .binary(.power, let base, .number(1)): return base
    default: return node
    }
  }

  private var sumInOrder: Node {
    var terms: [(node: Node, isNegative: Bool)] = []
    var constant = 0.0
    func collect(_ node: Node, _ isNegative: Bool) {
      switch node {
      case .binary(.add, let a, let b):
        collect(a, isNegative)
        collect(b, isNegative)
      case .binary(.subtract, let a, let b):
        collect(a, isNegative)
        collect(b, !isNegative)
      case .unary(.negate, let a): collect(a, !isNegative)
      case .number(let number): constant += isNegative ? -number : number
      default: terms.append((node, isNegative))
      }
    }
    collect(self, false)
    var ordered = terms.map { (key: "\($0.node)", node: $0.isNegative ? Node.unary(.negate, $0.node) : $0.node) }
      .sorted { $0.key < $1.key }.map(\.node)
    if constant != 0 || ordered.isEmpty { ordered.insert(.number(constant), at: 0) }
    return ordered.dropFirst().reduce(ordered[0]) { .binary(.add, $0, $1) }
  }

  private var productInOrder: Node {
    var factors: [(node: Node, isDivisor: Bool)] = []
    var constant = 1.0
    func collect(_ node: Node, _ isDivisor: Bool) {
      switch node {
      case .binary(.multiply, let a, let b):
        collect(a, isDivisor)
        collect(b, isDivisor)
      case .binary(.divide, let a, let b):
        collect(a, isDivisor)
        collect(b, !isDivisor)
      case .unary(.negate, let a):
        constant = -constant
        collect(a, isDivisor)
      case .number(let number): constant = isDivisor ? constant / number : constant * number
      default: factors.append((node, isDivisor))
      }
    }
    collect(self, false)
    if constant == 0 { return .number(0) }
    let ordered = factors.map { (key: "\($0.isDivisor) \($0.node)", node: $0.node, isDivisor: $0.isDivisor) }
      .sorted { $0.key < $1.key }
    // A one is written only where nothing stands above the line.
    let isPlain = constant == 1 && ordered.first?.isDivisor == false
    let start = isPlain ? ordered[0].node : .number(constant)
    return ordered.dropFirst(isPlain ? 1 : 0).reduce(start) {
      .binary($1.isDivisor ? .divide : .multiply, $0, $1.node)
    }
  }
}
