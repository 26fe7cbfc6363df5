extension Node {
  /// Every node of the formula whose numbers count, with its path: the operand to follow at each level.
  ///
  /// A node that only gives its extents is left out: squared or negated it has the same ones.
  package var places: [(path: [Int], node: Node)] {
    [([], self)]
      + operands.prefix(countedOperands).enumerated().flatMap { index, operand in
        operand.places.map { ([index] + $0.path, $0.node) }
      }
  }

  /// The number of leading operands that give their numbers and not only their extents.
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

  /// True if the node is more than a leaf, a square or an absolute value, whose sign carries no information.
  var isFormula: Bool {
    switch self {
    case .binary, .reduce, .contract, .unary(.squareRoot, _): true
    default: false
    }
  }

  /// True for 1 − x.
  var isComplement: Bool {
    if case .binary(.subtract, .number(1), _) = self { true } else { false }
  }

  /// True if the formula takes a value of the step or the position before.
  package var looksBack: Bool { subformulas.contains { if case .previous = $0 { true } else { false } } }
}
