package import Equations

private let (x, inner, y) = (quantity("x"), quantity("inner"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))
/// √(2/π)
private let scale = sqrt(number(2 / Double.pi))

extension Component {
  /// The Gaussian error linear unit, by the tanh that comes close to it.
  package static let gelu: Component = Component(
    name: "gelu", title: "Gaussian error linear unit, by tanh", kind: .layer,
    conventions: .plain(rule: "x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))"),
    equations: { _ in
      inner ← scale * (x + number(0.044715) * square(x) * x)
      y ← x / 2 * (1 + Equations.tanh(inner))
    },
    backward: { _ in
      let slope = scale * (1 + 3 * number(0.044715) * square(x))
      dx ← dy * ((1 + Equations.tanh(inner)) / 2 + x / 2 * (1 - square(Equations.tanh(inner))) * slope)
    },
    inputs: activationInputs,
    internals: [inner],
    sources: [
      "Hendrycks and Gimpel, Gaussian error linear units, 2016, section 2; in no note",
      "PyTorch (GELU with approximate tanh), JAX (gelu, its default); the exact form has the error function",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "x·σ(1.702·x) is taken, the paper's other approximation", .source("section 2"),
        x * Equations.sigmoid(number(1.702) * x))
    })
}
