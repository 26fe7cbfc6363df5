package import Equations

private let rate = quantity("learningRate")

extension Component {
  /// Inverse time decay: η₀/(1 + kt), on steps (note 004) or epochs (note 003).
  package static let inverseTimeDecay: Component = Component(
    name: "inverseTimeDecay", title: "Inverse time decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "η₀/(1 + kt)", taughtIn: ["003", "004"]),
    equations: { _ in
      rate ← η / (1 + ρ * t)
    },
    settings: [.learningRate(0.1), .init("decay", "k", default: 0.1, in: .nonNegative, general: 0.7)],
    sources: [
      "Robbins and Monro, A stochastic approximation method, 1951: steps that fall as 1/t",
      "notes 003 (epochs) and 004 (steps)",
      "Keras (InverseTimeDecay) with one step a decay counts updates from 0: its first has η₀, here it has η₀/(1 + k)",
    ])
}
