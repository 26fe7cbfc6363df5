package import Equations

extension Component {
  /// Exponential decay: η₀·e^(−λt).
  package static let exponentialDecay: Component = Component(
    name: "exponentialDecay",
    title: "Exponential decay of the learning rate",
    kind: .schedule,
    sources: [
      "notes 002 and 004; 004 prints η₀^(−kt), an erratum, which is no convention",
      "the same as optax (exponential_decay) and Keras (ExponentialDecay) with rate e^(−λ) and one step a transition",
    ],
    settings: [.learningRate(0.1), .init("decay", "λ", default: 0.1, in: .nonNegative)],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "learningRate", "η₀ is raised to the power −λt, as note 004 misprints it; e belongs there", pow(η, -ρ * t))
      KnownMistake(in: "learningRate", "η₀ is left out: η is missing before the exponential", exp(-ρ * t))
      KnownMistake(in: "learningRate", "the rate is divided by 1 + λt: that is inverse time decay", η / (1 + ρ * t))
      KnownMistake(in: "learningRate", "the rate falls along a line: η₀·(1 − λt)", η * (1 - ρ * t))
      KnownMistake(in: "learningRate", "the rate is multiplied by 1 − λ at each step, not by e^(−λ)", η * pow(1 - ρ, t))
      KnownMistake(in: "learningRate", "the rate is multiplied by λ at each step, not by e^(−λ)", η * pow(ρ, t))
      KnownMistake(in: "learningRate", "the power is taken of 2, and should be of e", η * pow(2, -ρ * t))
      KnownMistake(in: "learningRate", "t is squared", η * exp(-ρ * t * t))
    },
    conventions: ExponentialDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")

    rate ← η * exp(-ρ * t)
  }
}

/// Exponential decay of the learning rate is written one way only.
package enum ExponentialDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "η₀·e^(−λt)" }
  package var taughtIn: [String] { ["002", "004"] }
}
