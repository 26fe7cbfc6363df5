package import Equations

private let (x, inner, y) = (quantity("x"), quantity("inner"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))
/// √(2/π)
private let scale = sqrt(number(2 / Double.pi))

extension Component {
  /// The Gaussian error linear unit: x times the share Φ(x) of the normal distribution below it.
  package static let gelu: Component = Component(
    name: "gelu", title: "Gaussian error linear unit", kind: .layer, conventions: .each(GELUConvention.self),
    equations: { convention in
      switch convention {
      case .plain:
        inner ← scale * (x + number(0.044715) * square(x) * x)
        y ← x / 2 * (1 + Equations.tanh(inner))
      case .exact: y ← x / 2 * (1 + erf(x / sqrt(2)))
      }
    },
    backward: { convention in
      switch convention {
      case .plain:
        let slope = scale * (1 + 3 * number(0.044715) * square(x))
        dx ← dy * ((1 + Equations.tanh(inner)) / 2 + x / 2 * (1 - square(Equations.tanh(inner))) * slope)
      case .exact:
        let density = exp(-square(x) / 2) / sqrt(2 * number(.pi))
        dx ← dy * ((1 + erf(x / sqrt(2))) / 2 + x * density)
      }
    },
    inputs: activationInputs,
    internals: [inner],
    sources: [
      "Hendrycks and Gimpel, Gaussian error linear units, 2016, section 2; in no note",
      "PyTorch's GELU and Keras's gelu are exact unless told approximate; JAX's gelu is by tanh unless told approximate=False",
    ],
    mistakes: { convention in
      KnownMistake(
        in: y, "x·σ(1.702·x) is taken, the paper's other approximation", .source("section 2"),
        x * Equations.sigmoid(number(1.702) * x))
      switch convention {
      case .plain:
        KnownMistake(
          in: y, "the exact form, with the error function, is taken: here the tanh close to it is asked for",
          .rule(of: "gelu"), x / 2 * (1 + erf(x / sqrt(2))))
      case .exact:
        KnownMistake(
          in: y, "the tanh that comes close to it is taken: here the exact form is asked for", .rule(of: "gelu"),
          x / 2 * (1 + Equations.tanh(scale * (x + number(0.044715) * square(x) * x))))
        KnownMistake(
          in: dx, "only Φ(x) is taken: x too depends on itself, through the density", .source("section 2"),
          dy * (1 + erf(x / sqrt(2))) / 2)
      }
    })
}

/// The distribution function, or the tanh that comes close to it.
package enum GELUConvention: String, ConventionName {
  case plain, exact

  package var rule: String {
    switch self {
    case .plain: "x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))"
    case .exact: "x·Φ(x) = x/2·(1 + erf(x/√2))"
    }
  }
}
