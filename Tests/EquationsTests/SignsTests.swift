import Equations
import Testing

/// Formulas that are proved to be never negative, and formulas that are negative somewhere.
@Suite struct SignsTests {
  private static let (x, z, s) = (quantity("x"), quantity("z"), quantity("s"))

  private static let signs: Signs = {
    let component = Component(
      name: "signs", title: "Signs", kind: .loss, conventions: .plain(),
      equations: { _ in quantity("loss") ← sum(x * z * s, over: .elements) },
      inputs: [Input("x", "a share", in: .unitInterval), Input("z", "a number"), Input("s", "a number")], sources: [])
    guard let recipe = try? component.recipe() else { preconditionFailure("the only convention is there") }
    return Signs(recipe)
  }()

  static let neverNegative: [Expression] = [
    // The cross entropy of a logit: ln(1 + eᶻ) exceeds both 0 and z.
    softplus(z), softplus(z) - z, softplus(z) - x * z, softplus(z) - z * x, softplus(z) - sigmoid(s) * z,
    sum(softplus(z) - x * z, over: .elements),
    // The divergence of a normal distribution from N(0, 1): eˢ lies above its tangent at 0.
    exp(s) - s - 1, exp(s) - 1 - s, exp(s) - (s + 1), square(z) + exp(s) - s - 1, square(z) - s + (exp(s) - 1),
    // Shares.
    1 - x, 1 - x * x, x - (x - 1), 1 - x + softplus(z) - x * z,
  ]

  @Test(arguments: neverNegative) func isProved(formula: Expression) {
    #expect(Self.signs.isNeverNegative(formula.node))
  }

  static let somewhereNegative: [Expression] = [
    softplus(z) - s, softplus(z) - x * s, softplus(z) - 2 * z, softplus(z) - z - z, softplus(z) - s * z,
    softplus(z) + x * z, softplus(z) - x * z - x * z, exp(s) - s - 2, exp(s) - z - 1, exp(s) - s - s - 1,
    exp(s) - s - 1 - 1, exp(s) + s - 1, exp(s) - s - 1 - x, exp(s) - s - 1 + z, 1 - z, 1 - x - x, x - 1, z - (z - s),
  ]

  @Test(arguments: somewhereNegative) func isNotProved(formula: Expression) {
    #expect(!Self.signs.isNeverNegative(formula.node))
  }
}
