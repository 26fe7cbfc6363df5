package import Equations

extension Component {
  /// Nesterov's accelerated gradient: momentum that asks for the gradient where the velocity is about to carry it.
  ///
  /// The textbook's form steps from w and looks ahead to w − γv. It comes with a quadratic objective that can be asked for
  /// its gradient there. The libraries keep the look-ahead point itself as their weights, so theirs need no second point; at
  /// constant η and γ both walk the same path after the change of variable w − γv.
  package static let nesterov: Component = Component(
    name: "nesterov",
    title: "Nesterov's accelerated gradient",
    kind: .optimizer,
    sources: [
      "Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²), 1983",
      "Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in deep learning, ICML 2013, equations 3 and 4",
      "notes 001, 002 (with the other sign) and 003 (lookahead)",
      "PyTorch (SGD, nesterov) and optax (sgd, nesterov) are reformulated; Keras is too, with η inside the velocity",
    ],
    settings: [.learningRate(0.01), .momentum(0.9)],
    inputs: [.gradients, .curvature, .center],
    mistakes: [
      KnownMistake(
        in: "gradients", "the gradient is that of the weights before the step; ask for it at the look-ahead point",
        only: ["lookahead"], Objective.gradient(at: previous(w))),
      KnownMistake(
        in: "weights",
        "the step starts from the look-ahead point, so that the old velocity carries the weights a second time",
        only: ["lookahead"], quantity("lookahead") - quantity("velocity")),
    ],
    conventions: NesterovConvention.self
  ) { convention in
    let velocity = quantity("velocity")
    let lookahead = quantity("lookahead")

    switch convention {
    case .lookahead:
      lookahead ← previous(w) - γ * previous(velocity)
      g ← Objective.gradient(at: lookahead)
      velocity ← γ * previous(velocity) + η * g
      w ← previous(w) - velocity
    case .reformulated:
      velocity ← γ * previous(velocity) + g
      w ← previous(w) - η * (g + γ * velocity)
    }
  }
}

/// Which point the weights are.
package enum NesterovConvention: String, ConventionName {
  case lookahead, reformulated

  package var rule: String {
    switch self {
    case .lookahead: "the gradient is asked at w − γv, η inside the velocity"
    case .reformulated: "the weights are the look-ahead point, η outside the velocity"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .lookahead: ["001", "002", "003"]
    case .reformulated: []
    }
  }
}
