package import Equations

/// Every component that Gradus knows: the table that commands, manifests and the contract tests go by.
package enum Catalogue {
  package static let components: [Component] =
    [
      .gradientDescent,
      .momentum,
      .adam,
    ] + layers + losses + initializers

  private static let layers: [Component] = [
    .dense, .embedding, .flatten,
    .sigmoid, .tanh, .relu, .leakyReLU, .prelu, .elu, .softmax, .maxout,
    .dropout,
    .lstm,
    .oneHotEncoding, .argmaxDecision,
  ]

  private static let losses: [Component] = [
    .meanSquaredError, .meanAbsoluteError, .huber, .crossEntropy, .binaryCrossEntropy, .logisticLoss, .l1Penalty,
    .l2Penalty, .accuracy,
  ]

  private static let initializers: [Component] = [
    .glorotUniform, .glorotNormal, .heUniform, .heNormal, .constantInitializer,
  ]

  /// The component of a given name.
  package static func component(_ name: String) throws(RecipeError) -> Component {
    guard let component = components.first(where: { $0.name == name }) else {
      throw .unknownRecipe(name, known: components.map(\.name))
    }
    return component
  }
}
