package import Equations

/// Every component that Gradus knows: the table that commands, manifests and the contract tests go by.
package enum Catalogue {
  package static let components: [Component] = [
    .gradientDescent,
    .momentum,
    .adam,
    .lstm,
  ]

  /// The component of a given name.
  package static func component(_ name: String) throws(RecipeError) -> Component {
    guard let component = components.first(where: { $0.name == name }) else {
      throw .unknownRecipe(name, known: components.map(\.name))
    }
    return component
  }
}
