/// Works out which quantities have one value for each parameter.
enum Scope {
  /// - Parameter given: quantities known to have one value for each parameter.
  static func perParameter(_ equations: [Equation], given: Set<String>) -> Set<String> {
    var known = given
    // A quantity may depend on a later one through its previous value, so go on until nothing is added.
    var grew = true
    while grew {
      grew = false
      for equation in equations where !known.contains(equation.target.name) {
        if equation.target.parameter != nil || dependsOnParameter(equation.formula.node, known) {
          known.insert(equation.target.name)
          grew = true
        }
      }
    }
    return known
  }

  private static func dependsOnParameter(_ node: Node, _ known: Set<String>) -> Bool {
    switch node {
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _), .recent(let reference, _):
      return reference.parameter == nil && known.contains(reference.name)
    case .setting, .step, .number, .absent: return false
    case .reduce(_, let operand, let axes): return !axes.contains(.parameters) && dependsOnParameter(operand, known)
    default: return node.operands.contains { dependsOnParameter($0, known) }
    }
  }
}

extension Node {
  /// The names of all quantities that the formula mentions.
  package var quantities: Set<String> {
    let below = operands.reduce(into: Set<String>()) { $0.formUnion($1.quantities) }
    return switch self {
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _), .recent(let reference, _):
      below.union([reference.name])
    default: below
    }
  }

  /// The names of all settings that the formula mentions, those of its windows included.
  package var settings: Set<String> {
    var found = operands.reduce(into: Set<String>()) { $0.formUnion($1.settings) }
    switch self {
    case .setting(let name): found.insert(name)
    case .window(_, let window), .fold(_, _, let window):
      for measure in [window.size, window.stride, window.padding] { found.formUnion(measure.node.settings) }
    default: break
    }
    return found
  }

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
  /// - Precondition: as many as `operands` has.
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
}
