package import Equations

private let rate = quantity("learningRate")

extension Component {
  /// Geometric decay: d^epoch·η₀, so that the first epoch's rate is d·η₀.
  package static let geometricDecay: Component = Component(
    name: "geometricDecay", title: "Geometric decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "d^epoch·η₀, epochs from 1", taughtIn: ["003"]),
    equations: { _ in
      rate ← pow(ρ, t) * η
    },
    settings: [.learningRate(0.1), .init("decay", "d", default: 0.95, in: .unitInterval, general: 0.7)],
    sources: [
      "note 003",
      "PyTorch (ExponentialLR) counts epochs from 0 and so starts at η₀, where this starts at d·η₀; optax "
        + "(exponential_decay) and Keras (ExponentialDecay) with one step a transition count updates from 0",
    ])
}
