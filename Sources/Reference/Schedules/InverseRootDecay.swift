package import Equations

private let rate = quantity("learningRate")

extension Component {
  /// Inverse root decay: d/√epoch·η₀, epochs from 1.
  package static let inverseRootDecay: Component = Component(
    name: "inverseRootDecay", title: "Inverse root decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "d/√epoch·η₀", taughtIn: ["003"]),
    equations: { _ in
      rate ← ρ / sqrt(t) * η
    },
    settings: [.learningRate(0.1), .init("decay", "d", default: 1, in: .nonNegative, general: 0.7)],
    sources: [
      "note 003; no library has it in this form",
      "Zinkevich, Online convex programming and generalized infinitesimal gradient ascent, 2003: steps that fall as 1/√t",
    ])
}
