import Equations
import Testing

@Suite struct RenderingTests {
  private let recipe: Recipe

  init() throws {
    let m = quantity("m")
    recipe = try Component(
      name: "x", title: "x", kind: .optimizer, conventions: .plain(),
      equations: { _ in
        m ← β1 * previous(m) + (1 - β1) * square(g)
        w ← previous(w) - η * (m / (1 - pow(β1, t))) / (sqrt(m) + ε)
      },
      settings: [.learningRate(1), .beta1(0.5), .epsilon(0)], sources: []
    ).recipe()
  }

  @Test func equationsReadLikeTheLecture() {
    let rendering = Rendering(for: recipe)
    #expect(rendering.text(recipe.equations[0]) == "mₜ = β₁·mₜ₋₁ + (1 − β₁)·gₜ²")
    #expect(rendering.text(recipe.equations[1]) == "wₜ = wₜ₋₁ − η·(mₜ/(1 − β₁ᵗ))/(√mₜ + ε)")
  }

  /// In a network a parameter's name means its weights before the step, until they are updated. An input that is given
  /// once has no step.
  @Test func aParameterIsThatOfTheStepBeforeUntilItIsUpdated() throws {
    let network = try Component(
      name: "x", title: "x", kind: .training, conventions: .plain(),
      equations: { _ in
        quantity("y") ← contract(quantity("W"), quantity("x") + quantity("noise"), over: "in")
        g.of("W") ← quantity("y") * quantity("x")
        w.of("W") ← previous(w.of("W")) - η * g.of("W")
        quantity("after") ← contract(w.of("W"), quantity("x"), over: "in")
      },
      settings: [.learningRate(1)],
      inputs: [Input("x", "", axes: ["in"]), Input("noise", "", axes: ["in"], perStep: true)],
      axes: [quantity("W"): ["out", "in"]], sources: []
    ).recipe()
    let rendering = Rendering(for: network)
    #expect(
      network.equations.map { rendering.text($0) } == [
        "yₜ = Σ⟨in⟩ Wₜ₋₁·(x + noiseₜ)", "g[W]ₜ = yₜ·x", "Wₜ = Wₜ₋₁ − η·g[W]ₜ", "afterₜ = Σ⟨in⟩ Wₜ·x",
      ])
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
    Case(expression: (1 + cos(number(.pi) * t)) / 2, text: "(1 + cos(π·t))/2"),
    Case(expression: 2 * erf(sin(t)), text: "2·erf(sin(t))"),
    Case(expression: equal(t - 1, 2) * t, text: "[t − 1 = 2]·t"),
    Case(expression: 1 - greater(t, 1), text: "1 − [t > 1]"),
    Case(expression: select(atLeast(t, 1), t, 2), text: "(t if t ≥ 1, else 2)"),
    Case(expression: 2 * argmax(quantity("x"), along: "classes"), text: "2·argmax⟨classes⟩(xₜ)"),
    Case(expression: -max(-quantity("x"), over: "classes"), text: "−max⟨classes⟩(−xₜ)"),
    Case(expression: t * number(-2), text: "t·(−2)"),
    Case(
      expression: contract(quantity("W"), quantity("x"), over: "input") + quantity("b"), text: "Σ⟨input⟩ Wₜ·xₜ + bₜ"),
  ]

  @Test(arguments: cases)
  private func bracketsKeepTheMeaning(example: Case) {
    #expect(Rendering(for: recipe).text(example.expression) == example.text)
  }
}
