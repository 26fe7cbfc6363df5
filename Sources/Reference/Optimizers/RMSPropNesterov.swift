package import Equations

private let lookahead = quantity("lookahead")
private let squareAverage = quantity("squareAverage", symbol: "E[g²]")
private let update = quantity("update", symbol: "Δw")

extension Component {
  /// RMSProp with Nesterov momentum: the gradient is taken at w + μΔw and scaled by its root mean square.
  ///
  /// It comes with a quadratic objective that gives its gradient there. There is no ε: a gradient of zero at the start
  /// gives 0/0.
  package static let rmspropNesterov: Component = Component(
    name: "rmspropNesterov", title: "RMSProp with Nesterov momentum", kind: .optimizer,
    conventions: .plain(taughtIn: ["002"]),
    equations: { _ in
      lookahead ← previous(w) + γ * previous(update)
      g ← Objective.gradient(at: lookahead)
      squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
      update ← γ * previous(update) - η / sqrt(squareAverage) * g
      w ← previous(w) + update
    },
    settings: [.learningRate(0.001), .momentum(0.9), .decay(0.9)],
    inputs: [.gradients, .curvature, .center],
    sources: [
      "Goodfellow, Bengio and Courville, Deep learning, 2016, algorithm 8.6",
      "note 002, where ε is the learning rate; no library has it in this form",
    ],
    mistakes: { _ in
      KnownMistake.squares(squareAverage, ρ)
      KnownMistake(
        in: update, "the gradient is not scaled by its root mean square: that is Nesterov's momentum alone",
        .rule(of: "nesterov"), γ * previous(update) - η * g)
    })
}
