internal import Equations
internal import Reference

extension RecipeSignature {
  /// What a manifest may name, read off every recipe there is.
  package static let catalogue: [RecipeSignature] = Catalogue.components.map { component in
    RecipeSignature(
      name: component.name, conventions: component.conventions.map(\.name),
      settings: Dictionary(uniqueKeysWithValues: component.settings.map { ($0.name, $0.defaultValue) }),
      ownSettings: Dictionary(
        uniqueKeysWithValues: component.conventions.map { convention in
          (convention.name, (try? component.recipe(convention.name))?.defaults ?? [:])
        }),
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
        }))
  }
}
