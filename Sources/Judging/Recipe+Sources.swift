package import Equations

extension Recipe {
  /// The equations that define a quantity: one, or one for each parameter.
  package func equations(of quantity: String) -> [Equation] { equations.filter { $0.target.name == quantity } }

  /// The quantities that a formula takes, at this step or before. In a network's formula, a parameter's name means its
  /// weights.
  package func sources(of formula: Expression) -> Set<String> { sources(of: formula, learned: learned) }

  /// The parameters whose names mean the weights.
  fileprivate var learned: Set<String> { Set(parameters).subtracting(quantities) }

  fileprivate func sources(of formula: Expression, learned: Set<String>) -> Set<String> {
    let named = formula.node.quantities
    return named.isDisjoint(with: learned) ? named : named.subtracting(learned).union(["weights"])
  }

  /// The settings that this convention uses, in its equations, initial values, choices and draws. The component's other
  /// settings do not affect it.
  package var usedSettings: Set<String> {
    let defined = Set(quantities)
    let starts = component.initial.filter { defined.contains($0.key) }.values
    let choices = component.choices.filter { defined.contains($0.key) }.values
    var found = (equations.map(\.formula) + starts + choices).reduce(into: Set<String>()) {
      $0.formUnion($1.node.settings)
    }
    for input in inputs {
      if case .mask(let rate) = input.chance { found.insert(rate) }
    }
    return found
  }

  /// The quantities whose value depends on one of these, and these.
  package func dependents(of quantities: Set<String>) -> Set<String> { Dependencies(self).dependents(of: quantities) }
}

/// The quantities that each equation of a recipe takes, at this step or before: read off its formulas once.
package struct Dependencies: Sendable {
  private let recipe: Recipe
  private let taken: [(target: String, sources: Set<String>)]

  package init(_ recipe: Recipe) {
    self.recipe = recipe
    let learned = recipe.learned
    taken = recipe.equations.map { ($0.target.name, recipe.sources(of: $0.formula, learned: learned)) }
  }

  /// The quantities whose value depends on one of these, and these. Other formulas for these change nothing in that.
  package func dependents(of quantities: Set<String>) -> Set<String> {
    closure(of: quantities) { known in taken.filter { !$0.sources.isDisjoint(with: known) }.map(\.target) }
  }

  /// The quantities that other formulas for some change in a run in which published ones are taken as they are: those pass
  /// nothing on.
  package func dependents(of quantities: Set<String>, besides published: Set<String>) -> Set<String> {
    var known = quantities
    var open = Array(quantities)
    while let source = open.popLast() {
      for (target, sources) in taken where sources.contains(source) && !published.contains(target) {
        if known.insert(target).inserted { open.append(target) }
      }
    }
    return known
  }

  /// The quantities that some formulas are computed from, at this step or before, if some quantities have others than
  /// the recipe's.
  ///
  /// - Parameter published: quantities that are taken as they are, whatever they are computed from.
  package func ancestors(
    of formulas: [Expression], supposing replaced: [String: Expression], besides published: Set<String>
  ) -> Set<String> {
    var known: Set<String> = []
    var open = formulas.reduce(into: Set<String>()) { $0.formUnion(recipe.sources(of: $1)) }
    while let name = open.popFirst() {
      guard known.insert(name).inserted, !published.contains(name) else { continue }
      if let other = replaced[name] {
        open.formUnion(recipe.sources(of: other).subtracting(known))
        continue
      }
      for (target, sources) in taken where target == name { open.formUnion(sources.subtracting(known)) }
    }
    return known
  }
}
