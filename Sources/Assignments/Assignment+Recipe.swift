package import Equations

extension Assignment {
  /// An assignment without a manifest: a recipe on a few cases, every quantity worth the same.
  package init(_ id: String, recipe: Recipe, quantities: [String], cases: [Case]) {
    self.init(
      id: id, title: id, recipe: recipe.name, convention: recipe.convention, typeName: id, kind: recipe.component.kind,
      quantities: quantities.map { GradedQuantity(name: $0, points: 100 / Double(quantities.count)) }, cases: cases,
      comparison: nil, followThrough: 1, limits: Limits(), imports: [], samples: [])
  }
}

extension Assignment.Case {
  /// A case of a network.
  package init(
    _ id: String, steps: Int, seed: UInt64, settings: [String: Double], parameters: [ParameterShape] = [],
    weights: WeightDraw = WeightDraw(), inputs: [InputDraw]
  ) {
    self.init(
      id: id, title: id, steps: steps, seed: seed, settings: settings, parameters: parameters, weights: weights,
      gradients: GradientDraw(), inputs: inputs, learningRates: nil, share: 1)
  }
}
