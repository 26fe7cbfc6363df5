internal import Equations
internal import Judging
internal import Reference

/// A published quantity whose equation does not hold, with the cases that show it.
struct WrongQuantity {
  let name: String
  let formula: Expression
  let recipe: Recipe
  let examinations: [Examination]
  /// The quantities that are not published and that this one is computed from, nearest first.
  let hidden: [String]
  /// The changes of its formula that have a name.
  let named: [Edit]

  var equations: [Equation] { recipe.equations(of: name) }
  /// A choice is judged by its property, and no formula explains it.
  var isChoice: Bool { recipe.component.choices[name] != nil }
  /// True if an equation takes the quantity's own value from the step before.
  var isState: Bool { name == "weights" || equations.contains { $0.formula.node.looksBack(on: name) } }

  /// The names that the equations take, of inputs and of quantities, in the recipe's order.
  var sources: [String] {
    let taken = equations.reduce(into: Set<String>()) { $0.formUnion($1.formula.node.quantities) }
    var seen: Set<String> = [name]
    return (recipe.inputs.map(\.name) + recipe.quantities).filter { taken.contains($0) && seen.insert($0).inserted }
  }

  /// The equations with another formula each; nil if none is changed.
  func changed(_ change: (Expression) -> Expression) -> [Equation]? {
    let changed = equations.map { Equation($0.target, change($0.formula)) }
    return changed == equations ? nil : changed
  }
}

extension Expression {
  /// The formula with another one in the place of a quantity of this step, of whatever parameter.
  func taking(_ name: String, as other: (Reference) -> Expression) -> Expression {
    let references = Set(
      node.subformulas.compactMap { node -> Reference? in
        if case .quantity(let reference) = node, reference.name == name { reference } else { nil }
      })
    let ordered = references.sorted { $0.parameter ?? "" < $1.parameter ?? "" }
    return Expression(ordered.reduce(node) { $0.replacing(.quantity($1), by: other($1).node) })
  }
}
