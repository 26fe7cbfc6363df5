extension Node {
  /// Every node of the formula whose numbers count, with the way to it: which operand to follow at each level.
  ///
  /// What a node is only given for its extents is left out: squared or negated it has the same ones.
  package var places: [(path: [Int], node: Node)] {
    [([], self)]
      + operands.prefix(countedOperands).enumerated().flatMap { index, operand in
        operand.places.map { ([index] + $0.path, $0.node) }
      }
  }

  /// How many of the operands, the first ones, give their numbers and not only their extents.
  private var countedOperands: Int {
    switch self {
    case .extent, .positions: 0
    case .fold, .split: 1
    default: operands.count
    }
  }

  /// The formula with another node at one of its places.
  package func replacing(at path: ArraySlice<Int>, with part: Node) -> Node {
    guard let first = path.first else { return part }
    var operands = operands
    operands[first] = operands[first].replacing(at: path.dropFirst(), with: part)
    return replacing(operands: operands)
  }

  /// Whether the node is more than a leaf, a square or an absolute value, whose sign says nothing.
  var isFormula: Bool {
    switch self {
    case .binary, .reduce, .contract, .unary(.squareRoot, _): true
    default: false
    }
  }

  /// 1 − x.
  var isComplement: Bool {
    if case .binary(.subtract, .number(1), _) = self { true } else { false }
  }

  var looksBack: Bool { subformulas.contains { if case .previous = $0 { true } else { false } } }
}
