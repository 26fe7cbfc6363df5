internal import Equations

extension Node {
  /// The formula with one everyday change each: a leaf exchanged, an operand left out, an operation for its opposite, a
  /// root, a square or a magnitude too many. A second change is then looked for at each place of these.
  ///
  /// - Parameter leaves: the leaves that may stand in another's place.
  func everydayChanges(_ leaves: [Node]) -> [Node] {
    var found: [Node] = []
    for (path, node) in places {
      func put(_ other: Node) {
        let changed = replacing(at: path[...], with: other)
        if changed != self { found.append(changed) }
      }
      let operands = node.operands
      switch node {
      case .number: break
      case .quantity, .previous, .next, .setting, .step:
        for leaf in leaves where leaf != node { put(leaf) }
        put(.unary(.absolute, node))
        put(.unary(.square, node))
      case .binary(let operation, let a, let b):
        for operand in operands { put(operand) }
        if let opposite = operation.opposite { put(.binary(opposite, a, b)) }
        put(.unary(.squareRoot, node))
      case .unary(let operation, let a):
        put(a)
        if operation == .square { put(.unary(.absolute, a)) }
        if operation != .squareRoot { put(.unary(.squareRoot, node)) }
      default: for operand in operands { put(operand) }
      }
    }
    return found
  }
}

extension Binary {
  /// The operation that is easily taken for this one.
  fileprivate var opposite: Binary? {
    switch self {
    case .add: .subtract
    case .subtract: .add
    case .multiply: .divide
    case .divide: .multiply
    case .maximum: .minimum
    case .minimum: .maximum
    default: nil
    }
  }
}

extension PlaceSearch {
  /// Pieces that fit at a place of a formula that is changed already: a number, a small formula, a factor.
  mutating func secondReplacements(at place: Place, _ put: (Node) -> Void) {
    literal(place, put)
    lookup(place, upTo: 3, atMost: 6, put)
    let quotient = place.wanted.map { i in
      let own = place.own.values[i]
      guard own != 0 else { return (.nan, .infinity) }
      let value = place.wanted.values[i] / own
      return (value, (place.wanted.errors[i] + abs(value) * place.own.errors[i]) / abs(own))
    }
    literal(Place(path: place.path, node: place.node, wanted: quotient, own: quotient)) {
      put(.binary(.multiply, $0, place.node))
    }
    for row in series.lookup(quotient, upTo: 4, atMost: 4) { put(.binary(.multiply, series.node(row), place.node)) }
  }
}
