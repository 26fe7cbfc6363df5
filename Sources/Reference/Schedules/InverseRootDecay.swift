package import Equations

extension Component {
  /// Inverse root decay: d/√epoch·η₀, epochs from 1.
  package static let inverseRootDecay: Component = Component(
    name: "inverseRootDecay",
    title: "Inverse root decay of the learning rate",
    kind: .schedule,
    sources: [
      "note 003; no library has it in this form",
      "Zinkevich, Online convex programming and generalized infinitesimal gradient ascent, 2003: steps that fall as 1/√t",
    ],
    settings: [.learningRate(0.1), .init("decay", "d", default: 1, in: .nonNegative)],
    conventions: InverseRootDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")

    rate ← ρ / sqrt(t) * η
  }
}

/// Inverse root decay of the learning rate is written one way only.
package enum InverseRootDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "d/√epoch·η₀" }
  package var taughtIn: [String] { ["003"] }
}
