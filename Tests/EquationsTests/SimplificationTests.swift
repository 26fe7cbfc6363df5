import Equations
import Testing

private func x(_ index: Int) -> Expression { quantity("x\(index)") }

@Suite struct SimplificationTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    let before: Expression
    let after: Expression
    var testDescription: String { "\(before.node)" }
  }

  private static let (a, b) = (quantity("a"), quantity("b"))
  private static let cases: [Case] = [
    Case(before: a + 0 * b, after: a),
    Case(before: 0 * b + a, after: a),
    Case(before: a - 0, after: a),
    Case(before: 0 - a, after: -a),
    Case(before: 1 * a / 1, after: a),
    Case(before: a * -1, after: -a),
    Case(before: -(-a), after: a),
    Case(before: a + -b, after: a - b),
    Case(before: a - -b, after: a + b),
    Case(before: (-a) * b, after: -(a * b)),
    Case(before: (-a) / b, after: -(a / b)),
    Case(before: pow(a, 1), after: a),
    Case(before: sum(-a, over: .batch), after: -sum(a, over: .batch)),
    Case(before: select(b, a, a + 0 * b), after: a),
    Case(before: (1 + 0 * sum(a, over: .batch)) / b * 1, after: 1 / b),
    // Numbers other than zero and one stay.
    Case(before: a + 2 * b, after: a + 2 * b),
    Case(before: 0 * a, after: 0),
    Case(before: 1 / a, after: 1 / a),
  ]

  @Test(arguments: cases) private func readsAsAPersonWritesIt(_ example: Case) {
    #expect(example.before.node.simplified == example.after.node)
  }

  /// Three repetitions at most, two by default; a loss's own slope; a step on the way that only passes a name on; one
  /// that is not needed.
  @Test func stepsThatOnlyCarryANameOrAOneAreLeftOut() throws {
    let unused = quantity("unused")
    let (loss, dloss, dw) = (quantity("loss"), quantity("dloss"), quantity("dw"))
    let recipe = try Component(
      name: "x", title: "x", kind: .optimizer, conventions: .plain(),
      equations: { _ in
        x(0) ← g * 2
        for k in 1...3 {
          x(k) ← select(atLeast(setting("iterations"), Expression(.number(Double(k)))), square(x(k - 1)), x(k - 1))
        }
        loss ← sum(x(3), over: .elements)
        dloss ← 1
        unused ← x(1) + x(2)
        dw ← dloss * x(3) + 0 * loss
        quantity("update") ← dw
      },
      settings: [.init("iterations", "n", default: 2, in: .countToTen)],
      internals: [x(0), x(1), x(2), x(3), dloss, dw, unused], sources: []
    ).recipe()
    let expected = [
      x(0) ← g * 2, x(1) ← square(x(0)), x(2) ← square(x(1)), quantity("loss") ← sum(x(2), over: .elements),
      quantity("update") ← x(2),
    ]
    #expect(recipe.writtenOut == expected)
    #expect(recipe.repetitions.map(\.name) == ["iterations"])
  }
}
