package import Equations

extension Component {
  /// RMSProp with Nesterov momentum: the gradient is asked at w + μΔw and scaled by its root mean square.
  ///
  /// It comes with a quadratic objective that can be asked for its gradient there. There is no ε: 0/0 at a leading zero
  /// gradient.
  package static let rmspropNesterov: Component = Component(
    name: "rmspropNesterov",
    title: "RMSProp with Nesterov momentum",
    kind: .optimizer,
    sources: [
      "Goodfellow, Bengio and Courville, Deep learning, 2016, algorithm 8.6",
      "note 002, where ε is the learning rate; no library has it in this form",
    ],
    settings: [.learningRate(0.001), .momentum(0.9), .decay(0.9)],
    inputs: [.gradients, .curvature, .center],
    mistakes: KnownMistake.list {
      KnownMistake.squares("squareAverage", ρ)
      KnownMistake(
        in: "lookahead", "it looks ahead by a whole update: γ of it is what will be left",
        previous(w) + previous(quantity("update")))
      KnownMistake(
        in: "lookahead", "it looks back: the update has its sign already",
        previous(w) - γ * previous(quantity("update")))
      KnownMistake(
        in: "gradients", "the gradient is asked at the weights, and not ahead of them",
        Objective.gradient(at: previous(w)))
      KnownMistake(
        in: "update", "the gradient is not scaled by its root mean square: that is Nesterov's momentum alone",
        γ * previous(quantity("update")) - η * g)
      KnownMistake(
        in: "weights", "the step is taken from the look-ahead point: it is only asked there",
        quantity("lookahead") + quantity("update"))
    },
    conventions: RmspropNesterovConvention.self
  ) { _ in
    let lookahead = quantity("lookahead")
    let squareAverage = quantity("squareAverage")
    let update = quantity("update")

    lookahead ← previous(w) + γ * previous(update)
    g ← Objective.gradient(at: lookahead)
    squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
    update ← γ * previous(update) - η / sqrt(squareAverage) * g
    w ← previous(w) + update
  }
}

/// RMSProp with Nesterov momentum is written one way only.
package enum RmspropNesterovConvention: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
  package var taughtIn: [String] { ["002"] }
}
