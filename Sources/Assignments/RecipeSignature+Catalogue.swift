internal import Equations
internal import Reference

extension RecipeSignature {
  /// What a manifest may name, read off every recipe there is.
  package static let catalogue: [RecipeSignature] = Catalogue.components.map { component in
    RecipeSignature(
      name: component.name, conventions: component.conventions.map(\.name),
      settings: Dictionary(uniqueKeysWithValues: component.settings.map { ($0.name, $0.defaultValue) }),
      quantities: Dictionary(
        uniqueKeysWithValues: component.conventions.map { convention in
          // A convention's own name is always known to it.
          let recipe = try? component.recipe(convention.name)
          let given = recipe?.inputs.filter(\.isPerStep).map(\.name) ?? []
          return (convention.name, given + (recipe?.reported ?? []))
        }),
      inputs: Dictionary(
        uniqueKeysWithValues: component.conventions.map { convention in
          let given = (try? component.recipe(convention.name))?.inputs.filter { !$0.isPerParameter } ?? []
          return (convention.name, Dictionary(given.map { ($0.name, $0.isPerStep) }, uniquingKeysWith: { $1 }))
        }),
      answers: Dictionary(
        uniqueKeysWithValues: component.conventions.map { convention in
          (convention.name, (try? component.recipe(convention.name))?.answers ?? [])
        }))
  }
}

extension Recipe {
  /// The quantities whose equations are the objective's own: only it knows where it is least.
  fileprivate var answers: Set<String> {
    guard inputs.contains(.center) else { return [] }
    return Set(equations.filter { $0.formula.node.quantities.contains(Input.center.name) }.map(\.target.name))
  }
}
