package import Equations

/// The quadratic objective of Nesterov's look-ahead and of line search: ½ Σ curvature ⊙ (w − center)² over all
/// parameters. It can be evaluated anywhere, so its trace needs no program beside the recipe.
enum Objective {
  static func gradient(at point: Expression) -> Expression { quantity("curvature") * (point - quantity("center")) }

  static func loss(at point: Expression) -> Expression {
    sum(square(point - quantity("center")) * quantity("curvature"), over: .elements, .parameters) / 2
  }
}

extension Input {
  /// The second derivatives of the quadratic objective.
  package static let curvature = Input(
    "curvature", "the objective's second derivative by each weight", perParameter: true, in: .nonNegative)
  /// The minimum of the quadratic objective.
  package static let center = Input("center", "where the objective is least", perParameter: true)
}
