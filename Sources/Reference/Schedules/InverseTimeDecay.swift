package import Equations

extension Component {
  /// Inverse time decay: η₀/(1 + kt), on steps (note 004) or epochs (note 003).
  package static let inverseTimeDecay: Component = Component(
    name: "inverseTimeDecay",
    title: "Inverse time decay of the learning rate",
    kind: .schedule,
    sources: [
      "Robbins and Monro, A stochastic approximation method, 1951: steps that fall as 1/t",
      "notes 003 (epochs) and 004 (steps)",
      "Keras (InverseTimeDecay) is this with one step a decay",
    ],
    settings: [.learningRate(0.1), .init("decay", "k", default: 0.1, in: .nonNegative)],
    conventions: InverseTimeDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")

    rate ← η / (1 + ρ * t)
  }
}

/// Inverse time decay of the learning rate is written one way only.
package enum InverseTimeDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "η₀/(1 + kt)" }
  package var taughtIn: [String] { ["003", "004"] }
}
