package import Equations

extension Component {
  /// Polynomial decay: η₀·(βt + 1)^(−α).
  package static let polynomialDecay: Component = Component(
    name: "polynomialDecay",
    title: "Polynomial decay of the learning rate",
    kind: .schedule,
    sources: [
      "note 002",
      "Keras and optax give this name to another rule: a polynomial that reaches a final rate after so many steps",
    ],
    settings: [
      .learningRate(0.1),
      .init("beta", "β", default: 0.1, in: .nonNegative),
      .init("alpha", "α", default: 0.5, in: .nonNegative),
    ],
    conventions: PolynomialDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")

    rate ← η * pow(setting("beta") * t + 1, -setting("alpha"))
  }
}

/// Polynomial decay of the learning rate is written one way only.
package enum PolynomialDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "η₀·(βt + 1)^(−α)" }
  package var taughtIn: [String] { ["002"] }
}
