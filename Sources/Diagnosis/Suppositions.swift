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

  /// The changes that have a name: a found formula that says the same is called by it.
  ///
  /// - Parameter isChoice: true for a quantity that a program chooses; only its known mistakes are formulas.
  func named(_ quantity: String, isChoice: Bool) -> [Edit] {
    // Of several equations none stands for all, but what makes all of them vanish.
    if recipe.equations(of: quantity).count > 1 { return stuck(quantity) }
    if isChoice { return recipe.knownMistakes.filter { $0.quantity == quantity } }
    return own(quantity) + misreadings(quantity)
  }

  /// The formulas that take a matrix as if its rows were its columns: the same numbers in the same order, with the
  /// extents exchanged.
  private func misreadings(_ quantity: String) -> [Edit] {
    guard let formula = recipe.formula(of: quantity) else { return [] }
    let leaves = Set(formula.node.subformulas.filter { $0.reference != nil })
    return leaves.map { ("\($0)", $0) }.sorted { $0.0 < $1.0 }.map(\.1).compactMap { leaf in
      guard let reference = leaf.reference else { return nil }
      let isOptimizer = recipe.component.kind == .optimizer
      guard let axes = isOptimizer ? [.rows, .columns] : recipe.axes[reference.name], axes.count == 2 else {
        return nil
      }
      let flat = Node.merge(leaf, axes, into: "flat")
      let misread = Node.split(flat, leaf, "flat", into: axes.reversed())
      let changed = isOptimizer ? Node.choose(rank: 2, of: leaf, misread, leaf) : misread
      return Edit(
        quantity: quantity, formula: Expression(formula.node.replacing(leaf, by: changed)),
        changes: [.transposed(reference.name)])
    }
  }

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
