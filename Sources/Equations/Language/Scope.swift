/// Finds the quantities that have one value for each parameter.
enum Scope {
  /// - Parameter given: quantities known to have one value for each parameter.
  static func perParameter(_ equations: [Equation], given: Set<String>) -> Set<String> {
    // A quantity may depend on a later one through its previous value.
    closure(of: given) { known in
      equations.filter { $0.target.parameter != nil || dependsOnParameter($0.formula.node, known) }.map(\.target.name)
    }
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
