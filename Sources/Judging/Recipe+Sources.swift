package import Equations

extension Recipe {
  /// The equations that define a quantity: one, or one for each parameter.
  package func equations(of quantity: String) -> [Equation] { equations.filter { $0.target.name == quantity } }

  /// The quantities that a formula takes, at this step or before. In a network's formula, a parameter's name means its
  /// weights.
  package func sources(of formula: Expression) -> Set<String> { sources(of: formula, learned: learned) }

  /// The parameters whose names mean the weights.
  private var learned: Set<String> { Set(parameters).subtracting(quantities) }

  private func sources(of formula: Expression, learned: Set<String>) -> Set<String> {
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
  package func dependents(of quantities: Set<String>) -> Set<String> {
    let learned = learned
    let sources = equations.map { (target: $0.target.name, taken: self.sources(of: $0.formula, learned: learned)) }
    return closure(of: quantities) { known in
      sources.filter { !$0.taken.isDisjoint(with: known) }.map(\.target)
    }
  }
}
