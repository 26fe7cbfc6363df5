package import Equations

private let (x, y) = (quantity("x"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// The sigmoid linear unit, or swish: x·σ(x).
  package static let silu: Component = Component(
    name: "silu", title: "Sigmoid linear unit, swish", kind: .layer, conventions: .plain(rule: "x·σ(x)"),
    equations: { _ in
      y ← x * Equations.sigmoid(x)
    },
    backward: { _ in
      dx ← dy * (Equations.sigmoid(x) + y * (1 - Equations.sigmoid(x)))
    },
    inputs: activationInputs,
    sources: [
      "Elfwing, Uchibe and Doya, Sigmoid-weighted linear units, 2018, equations 11 and 12; in no note",
      "PyTorch (SiLU), Keras and JAX (silu, swish)",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the sigmoid alone is taken: x is missing before it", .rule(of: "sigmoid"), Equations.sigmoid(x))
    })
}
