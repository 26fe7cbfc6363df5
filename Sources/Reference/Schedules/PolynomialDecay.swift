package import Equations

private let rate = quantity("learningRate")

extension Component {
  /// Polynomial decay: η₀·(βt + 1)^(−α).
  package static let polynomialDecay: Component = Component(
    name: "polynomialDecay", title: "Polynomial decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "η₀·(βt + 1)^(−α)", taughtIn: ["002"]),
    equations: { _ in
      rate ← η * pow(setting("beta") * t + 1, -setting("alpha"))
    },
    settings: [
      .learningRate(0.1),
      .init("beta", "β", default: 0.1, in: .nonNegative, general: 0.25),
      .init("alpha", "α", default: 0.5, in: .nonNegative, general: 0.7),
    ],
    sources: [
      "note 002",
      "Keras and optax give this name to another rule: a polynomial that reaches a final rate after so many steps",
    ])
}
