package import Equations

private let (x, y) = (quantity("x"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// Softplus: ln(1 + eˣ), a rectifier without a corner.
  package static let softplus: Component = Component(
    name: "softplus", title: "Softplus", kind: .layer, conventions: .plain(rule: "ln(1 + eˣ)"),
    equations: { _ in
      y ← Equations.softplus(x)
    },
    backward: { _ in
      dx ← dy * Equations.sigmoid(x)
    },
    inputs: activationInputs,
    sources: [
      "Dugas et al., Incorporating second-order functional knowledge for better option pricing, 2000; in no note",
      "PyTorch (Softplus with β = 1, which goes on as x from 20 on), JAX and Keras (softplus)",
    ],
    mistakes: { _ in
      KnownMistake(in: y, "the corner is kept: that is the plain rectifier", .rule(of: "relu"), max(0, x))
      KnownMistake(in: dx, "the slope of the plain rectifier is taken", .rule(of: "relu"), select(greater(x, 0), dy, 0))
    })
}
