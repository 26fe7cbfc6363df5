package import Equations

private let rate = quantity("learningRate")

extension Component {
  /// Exponential decay: η₀·e^(−λt).
  package static let exponentialDecay: Component = Component(
    name: "exponentialDecay", title: "Exponential decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "η₀·e^(−λt)", taughtIn: ["002", "004"]),
    equations: { _ in
      rate ← η * exp(-ρ * t)
    },
    settings: [.learningRate(0.1), .init("decay", "λ", default: 0.1, in: .nonNegative, general: 0.7)],
    sources: [
      "notes 002 and 004; 004 prints η₀^(−kt), an erratum, which is no convention",
      "optax (exponential_decay) and Keras (ExponentialDecay) with rate e^(−λ) and one step a transition, and PyTorch "
        + "(ExponentialLR) by epochs, count from 0: their first step has η₀, here it has η₀·e^(−λ)",
    ],
    mistakes: { _ in
      KnownMistake(
        in: rate, "η₀ is raised to the power −λt, as note 004 misprints it; e belongs there",
        .sample("30-exponentialDecay/powerOfTheRate"), pow(η, -ρ * t))
      KnownMistake(
        in: rate, "η₀ is left out: η is missing before the exponential",
        .sample("30-exponentialDecay/initialRateForgotten"), exp(-ρ * t))
      KnownMistake(
        in: rate, "the rate is divided by 1 + λt: that is inverse time decay", .rule(of: "inverseTimeDecay"),
        η / (1 + ρ * t))
      KnownMistake(
        in: rate, "the rate is multiplied by 1 − λ at each step, not by e^(−λ)", .program, η * pow(1 - ρ, t))
      KnownMistake(
        in: rate, "the rate is multiplied by λ at each step, not by e^(−λ)", .rule(of: "geometricDecay"), η * pow(ρ, t))
    })
}
