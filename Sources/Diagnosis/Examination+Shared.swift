package import Equations
package import Judging

extension Examination {
  /// True if the numbers of a quantity come of a mistake that was found by another's: with the change supposed of what
  /// is not published, the quantity's own equation gives them all.
  package func shares(_ found: Diagnoser.Finding, _ quantity: String) -> Bool {
    let supposition = found.supposition
    guard !supposition.edits.isEmpty, let formula = recipe.formula(of: quantity),
      supposition.edits.allSatisfy({ !isPublished($0.quantity) && $0.isComputed })
    else { return false }
    let supposed = supposition.formulas
    return [supposed, recipe.namingSupposed(supposed)].contains {
      judge(formula, for: quantity, supposing: $0)?.holds ?? false
    }
  }
}

extension Diagnoser.Supposition {
  /// The changed formulas, by their quantities.
  package var formulas: [String: Expression] {
    Dictionary(edits.map { ($0.quantity, $0.formula) }, uniquingKeysWith: { $1 })
  }
}

extension Edit {
  /// True unless nothing is computed at all: agreement with that would prove nothing.
  package var isComputed: Bool { !changes.contains { $0 == .zero || $0 == .unchanged } }
}

extension Recipe {
  /// Changed formulas, and with them those of unpublished quantities in which an asked formula stands written out: a
  /// slope 1 − tanh(z)² is also 1 − h², of whatever h the program has.
  package func namingSupposed(_ supposed: [String: Expression]) -> [String: Expression] {
    var all = supposed
    for equation in equations where supposed[equation.target.name] == nil {
      var node = equation.formula.node
      for own in equations where supposed[own.target.name] != nil && own.target.name != equation.target.name {
        node = node.replacing(own.formula.node, by: .quantity(own.target))
      }
      if node != equation.formula.node { all[equation.target.name] = Expression(node) }
    }
    return all
  }
}
