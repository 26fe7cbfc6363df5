internal import Equations
internal import Reference

extension RecipeSignature {
  /// What a manifest may name, read off every recipe there is.
  package static let catalogue: [RecipeSignature] = Catalogue.components.map { component in
    // A convention's own name is always known to it.
    let recipes = component.conventions.compactMap { try? component.recipe($0.name) }
    func each<Value>(_ value: (Recipe) -> Value) -> [String: Value] {
      Dictionary(uniqueKeysWithValues: recipes.map { ($0.convention, value($0)) })
    }
    return RecipeSignature(
      name: component.name, conventions: component.conventions.map(\.name),
      settings: Dictionary(uniqueKeysWithValues: component.settings.map { ($0.name, $0.defaultValue) }),
      quantities: each { recipe in
        var seen: Set<String> = []
        return (recipe.inputs.filter(\.isPerStep).map(\.name) + recipe.reported).filter { seen.insert($0).inserted }
      },
      inputs: each { recipe in
        Dictionary(
          recipe.inputs.filter { !$0.isPerParameter }.map { ($0.name, $0.isPerStep) }, uniquingKeysWith: { $1 })
      },
      choosable: each { recipe in recipe.inputs.filter { $0.chance != nil }.map(\.name) },
      parameters: each(\.parameters))
  }
}
