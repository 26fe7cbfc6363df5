package import Equations
internal import Judging
internal import Reference

/// The formulas that a program may be supposed to compute in place of its recipe's equations, likeliest kinds first.
package struct Suppositions {
  package let recipe: Recipe
  package let edits: [String: [Edit]]
  package let isPublished: (String) -> Bool

  package init(recipe: Recipe, edits: [String: [Edit]], isPublished: @escaping (String) -> Bool) {
    self.recipe = recipe
    self.edits = edits
    self.isPublished = isPublished
  }

  /// Single changes of a quantity's own equation.
  package func own(_ quantity: String) -> [Edit] {
    (edits[quantity] ?? []) + conventions(quantity) + stuck(quantity)
  }

  /// The quantities that are not published and that this one is computed from, nearest first.
  func unpublished(above quantity: String) -> [String] {
    var seen: Set<String> = [quantity]
    var found: [String] = []
    func visit(_ name: String) {
      let sources = recipe.equations(of: name).reduce(into: Set<String>()) { $0.formUnion($1.formula.node.quantities) }
      for source in sources.sorted() where seen.insert(source).inserted {
        if isPublished(source) || recipe.formula(of: source) == nil { continue }
        found.append(source)
        visit(source)
      }
    }
    visit(quantity)
    return found
  }

  /// Two changes of one equation: each change of each changed formula.
  func pairs(in quantity: String, _ put: (Edit) -> Bool) {
    let operators = EditOperators(recipe)
    for first in ordered(edits[quantity] ?? []) {
      for second in operators.edits(of: first.formula, for: quantity) {
        let both = Edit(quantity: quantity, formula: second.formula, changes: first.changes + second.changes)
        guard put(both) else { return }
      }
    }
  }

  /// A change in each of two equations.
  func pairs(in first: String, and second: String, _ put: (Edit, Edit) -> Bool) {
    let others = ordered(edits[second] ?? []) + conventions(second)
    for edit in ordered(edits[first] ?? []) + conventions(first) {
      for other in others {
        guard put(edit, other) else { return }
      }
    }
  }

  private func ordered(_ edits: [Edit]) -> [Edit] { edits.sorted { $0.surprise < $1.surprise } }

  /// The formulas that other conventions of the component have for this quantity.
  func conventions(_ quantity: String) -> [Edit] {
    recipe.component.conventions.compactMap { convention in
      guard convention.name != recipe.convention,
        let formula = try? recipe.component.recipe(convention.name).formula(of: quantity),
        formula != recipe.formula(of: quantity),
        formula.node.quantities.isSubset(of: Set(recipe.quantities + recipe.inputs.map(\.name)))
      else { return nil }
      return Edit(quantity: quantity, formula: formula, changes: [.convention(convention.name)])
    }
  }

  private func stuck(_ quantity: String) -> [Edit] {
    let zero = Edit(quantity: quantity, formula: 0, changes: [.zero])
    let isState = quantity == "weights" || recipe.equations.contains { $0.formula.node.looksBack(on: quantity) }
    guard isState else { return [zero] }
    return [Edit(quantity: quantity, formula: previous(Equations.quantity(quantity)), changes: [.unchanged]), zero]
  }
}
