internal import Equations
internal import Judging
internal import Reference
internal import Traces

/// Formulas of other components, handed in under this one's names.
enum Siblings {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    let recipe = quantity.recipe
    guard let own = recipe.formula(of: quantity.name), quantity.equations.count == 1 else { return [] }
    let others = Catalogue.components.filter {
      $0.name != recipe.name && $0.kind == recipe.component.kind && $0.kind != .training
    }
    return others.flatMap { component in
      component.conventions.compactMap { convention in
        guard let other = try? component.recipe(convention.name), let formula = other.formula(of: quantity.name),
          formula != own, other.equations(of: quantity.name).count == 1
        else { return nil }
        return SupposedRun(.sibling(component.title, rule: convention.rule), of: quantity, formula: formula) {
          $0.trial(of: quantity.name, as: formula, following: other)
        }
      }
    }
  }
}

/// Known mistakes of programs that keep more state than the recipe does.
enum KeptStates {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    quantity.recipe.mistakesWithStates.filter { $0.quantity == quantity.name }.map { mistake in
      let other = quantity.recipe.replacing(quantity.name, by: mistake.formula, keeping: mistake.states)
      return SupposedRun(.keeps(mistake.sentence), of: quantity, formula: mistake.formula) {
        $0.trial(of: quantity.name, as: mistake.formula, following: other)
      }
    }
  }
}

extension Examination {
  /// The same run as one of another recipe, for one formula of it.
  func trial(of quantity: String, as formula: Expression, following other: Recipe) -> SupposedRun.Trial? {
    following(other).map { SupposedRun.Trial($0, $0.equations(of: quantity, as: formula)) }
  }

  /// The same run as one of another recipe; nil if the inputs do not suffice for that recipe.
  private func following(_ other: Recipe) -> Examination? {
    let names = Set(other.inputs.map(\.name))
    guard names.isSubset(of: Set(recipe.inputs.map(\.name))) else { return nil }
    var inputs = inputs
    inputs.constants = inputs.constants.filter { names.contains($0.key.quantity) }
    inputs.series = Trace(series: inputs.series.series.filter { names.contains($0.key.quantity) })
    inputs.settings = inputs.settings.filter { other.defaults[$0.key] != nil }
    inputs.schedules = inputs.schedules.filter { other.defaults[$0.key] != nil }
    guard (try? inputs.validate(for: other)) != nil else { return nil }
    let known = Set(other.quantities).union(names)
    let own = Trace(series: trace.series.filter { known.contains($0.key.quantity) })
    return try? Examination(
      caseID: caseID, recipe: other, inputs: inputs, golden: golden, trace: own, precision: precision)
  }
}
