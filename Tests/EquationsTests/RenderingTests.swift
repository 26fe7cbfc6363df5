import Equations
import Testing

private enum OnlyForm: String, ConventionName {
  case plain
  var rule: String { "" }
  var taughtIn: [String] { [] }
}

@Suite struct RenderingTests {
  private let recipe: Recipe

  init() throws {
    let m = quantity("m")
    recipe = try Component(
      name: "x", title: "x", kind: .optimizer, sources: [], settings: [.learningRate(1), .beta1(0.5), .epsilon(0)],
      conventions: OnlyForm.self
    ) { _ in
      m ← β1 * previous(m) + (1 - β1) * square(g)
      w ← previous(w) - η * (m / (1 - pow(β1, t))) / (sqrt(m) + ε)
    }.recipe()
  }

  @Test func equationsReadLikeTheLecture() {
    let rendering = Rendering(for: recipe)
    #expect(rendering.text(recipe.equations[0]) == "mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ²")
    #expect(rendering.text(recipe.equations[1]) == "wₜ = wₜ₋₁ − η·(mₜ/(1 − β₁ᵗ))/(√mₜ + ε)")
  }

  private struct Case: Sendable {
    let expression: Expression
    let text: String
  }

  private static let cases: [Case] = [
    Case(expression: 1 - (2 - t), text: "1 − (2 − t)"),
    Case(expression: (1 - 2) - t, text: "1 − 2 − t"),
    Case(expression: 2 * (t + 1), text: "2·(t + 1)"),
    Case(expression: -(t + 1), text: "−(t + 1)"),
    Case(expression: 2 / (t / 3), text: "2/(t/3)"),
    Case(expression: pow(t + 1, 2), text: "(t + 1)^2"),
    Case(expression: sqrt(t + 1), text: "√(t + 1)"),
    Case(expression: 2 * expm1(-t), text: "2·(exp(−t) − 1)"),
    Case(expression: 2 * softplus(t + 1), text: "2·ln(1 + exp(t + 1))"),
    Case(
      expression: contract(quantity("W"), quantity("x"), over: "input") + quantity("b"), text: "Σ⟨input⟩ Wₜ·xₜ + bₜ"),
  ]

  @Test(arguments: cases)
  private func bracketsKeepTheMeaning(example: Case) {
    #expect(Rendering(for: recipe).text(example.expression) == example.text)
  }
}
