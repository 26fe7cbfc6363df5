// Formulas as trees: the nodes below a node, and other trees made from it.
extension Node {
  /// The nodes directly below this one, left to right.
  package var operands: [Node] {
    switch self {
    case .quantity, .previous, .next, .setting, .step, .number, .absent: []
    case .recent(_, let count): [count]
    case .extent(let a, _), .unary(_, let a), .reduce(_, let a, _), .rename(let a, _, _): [a]
    case .positions(let a, _), .window(let a, _), .merge(let a, _, _): [a]
    case .binary(_, let a, let b), .contract(let a, let b, _), .solve(let a, let b, _, _): [a, b]
    case .gather(let a, let b, _), .fold(let a, let b, _), .split(let a, let b, _, _): [a, b]
    case .select(let a, let b, let c), .choose(_, let a, let b, let c): [a, b, c]
    }
  }

  /// The same node over other operands.
  ///
  /// - Precondition: there are as many as in `operands`.
  package func replacing(operands: [Node]) -> Node {
    switch self {
    case .quantity, .previous, .next, .setting, .step, .number, .absent: self
    case .recent(let reference, _): .recent(reference, count: operands[0])
    case .choose(let rank, _, _, _): .choose(rank: rank, of: operands[0], operands[1], operands[2])
    case .extent(_, let axis): .extent(operands[0], axis)
    case .unary(let operation, _): .unary(operation, operands[0])
    case .reduce(let reduction, _, let axes): .reduce(reduction, operands[0], over: axes)
    case .rename(_, let axis, let other): .rename(operands[0], from: axis, to: other)
    case .binary(let operation, _, _): .binary(operation, operands[0], operands[1])
    case .contract(_, _, let axes): .contract(operands[0], operands[1], over: axes)
    case .solve(_, _, let rows, let columns): .solve(operands[0], operands[1], rows: rows, columns: columns)
    case .select: .select(operands[0], operands[1], operands[2])
    case .positions(_, let axis): .positions(operands[0], axis)
    case .gather(_, _, let axis): .gather(operands[0], operands[1], along: axis)
    case .window(_, let window): .window(operands[0], window)
    case .fold(_, _, let window): .fold(operands[0], operands[1], window)
    case .merge(_, let axes, let axis): .merge(operands[0], axes, into: axis)
    case .split(_, _, let axis, let axes): .split(operands[0], operands[1], axis, into: axes)
    }
  }

  // MARK: Parts

  /// Every node of the formula, each before its operands, left to right.
  package var subformulas: [Node] {
    var found: [Node] = []
    func visit(_ node: Node) {
      found.append(node)
      node.operands.forEach(visit)
    }
    visit(self)
    return found
  }

  /// The matrix that this is with rows and columns exchanged, by three renamings; nil if it is not.
  package var untransposed: Node? {
    guard
      case .rename(.rename(.rename(let matrix, let rows, let between), let columns, let new), let last, let end) = self,
      rows == new, between == last, columns == end
    else { return nil }
    return matrix
  }

  /// The number of nodes of the formula.
  package var size: Int { subformulas.count }

  /// The quantity of a leaf, at this position or at another.
  package var reference: Reference? {
    switch self {
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _), .recent(let reference, _):
      reference
    default: nil
    }
  }

  /// The names of all quantities that the formula mentions.
  package var quantities: Set<String> {
    var found: Set<String> = []
    func visit(_ node: Node) {
      switch node {
      case .setting, .step, .number, .absent: return
      case .unary(_, let a): visit(a)
      case .binary(_, let a, let b):
        visit(a)
        visit(b)
      default:
        if let name = node.reference?.name { found.insert(name) }
        node.operands.forEach(visit)
      }
    }
    visit(self)
    return found
  }

  /// The names of all settings that the formula mentions, those of its windows included.
  package var settings: Set<String> {
    subformulas.reduce(into: []) { found, node in
      switch node {
      case .setting(let name): found.insert(name)
      case .window(_, let window), .fold(_, _, let window):
        for measure in [window.size, window.stride, window.padding] { found.formUnion(measure.node.settings) }
      default: break
      }
    }
  }

  // MARK: Other trees

  /// The formula with `change` applied to each node, from the leaves upwards.
  package func rewritten(_ change: (Node) -> Node) -> Node {
    switch self {
    case .quantity, .previous, .next, .setting, .step, .number, .absent: change(self)
    // The usual nodes without a list of their operands.
    case .unary(let operation, let a): change(.unary(operation, a.rewritten(change)))
    case .binary(let operation, let a, let b):
      change(.binary(operation, a.rewritten(change), b.rewritten(change)))
    default: change(replacing(operands: operands.map { $0.rewritten(change) }))
    }
  }

  /// The formula with another node in place of a leaf, wherever that occurs.
  package func replacing(_ leaf: Node, by other: Node) -> Node { rewritten { $0 == leaf ? other : $0 } }

  /// The formula with two leaves exchanged.
  func exchanging(_ a: Node, _ b: Node) -> Node { rewritten { $0 == a ? b : $0 == b ? a : $0 } }
}
