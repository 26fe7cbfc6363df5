package import Equations

extension Component {
  /// Geometric decay: d^epoch·η₀, so that the first epoch's rate is d·η₀.
  package static let geometricDecay: Component = Component(
    name: "geometricDecay",
    title: "Geometric decay of the learning rate",
    kind: .schedule,
    sources: [
      "note 003",
      "PyTorch (ExponentialLR) counts epochs from 0 and so starts at η₀",
    ],
    settings: [.learningRate(0.1), .init("decay", "d", default: 0.95, in: .unitInterval)],
    conventions: GeometricDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")

    rate ← pow(ρ, t) * η
  }
}

/// Geometric decay of the learning rate is written one way only.
package enum GeometricDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "d^epoch·η₀, epochs from 1" }
  package var taughtIn: [String] { ["003"] }
}
