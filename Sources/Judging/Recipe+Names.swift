internal import Equations
internal import Reference

extension Examination {
  /// The same run by equations in which a published quantity stands by its name wherever its formula does: the slope
  /// σ(z)·(1 − σ(z)) is y·(1 − y) for a program that reports y. nil if no equation has such a part.
  func namingPublished() -> Examination? {
    let named = recipe.naming { isPublished($0) }
    return named.isEmpty ? nil : supposing(named.reduce(recipe) { $0.replacing($1.key, by: $1.value) })
  }
}

extension Recipe {
  /// The equations that have the whole formula of a published quantity as a part, each with the name in its place. An
  /// equation of one parameter's own is left as it is.
  fileprivate func naming(_ isPublished: (String) -> Bool) -> [String: Expression] {
    let names = equations.filter { own in
      own.target.parameter == nil && isPublished(own.target.name) && !own.formula.node.operands.isEmpty
    }
    var found: [String: Expression] = [:]
    for equation in equations where equation.target.parameter == nil {
      let others = names.filter { $0.target != equation.target }
      let node = others.reduce(equation.formula.node) { $0.replacing($1.formula.node, by: .quantity($1.target)) }
      // A number that is compared with itself decides; with what another has rounded, either answer would do.
      guard node.comparisons == equation.formula.node.comparisons else { continue }
      if node != equation.formula.node { found[equation.target.name] = Expression(node) }
    }
    return found
  }
}

extension Node {
  /// The parts of the formula that answer yes or no.
  fileprivate var comparisons: [Node] {
    subformulas.filter { part in
      guard case .binary(let operation, _, _) = part else { return false }
      return [.greater, .greaterOrEqual, .equal].contains(operation)
    }
  }
}
