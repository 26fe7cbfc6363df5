package import Equations

private let lookahead = quantity("lookahead")
private let velocity = quantity("velocity", symbol: "v")

extension Component {
  /// Nesterov's accelerated gradient: momentum that takes the gradient at the point that the velocity leads to.
  ///
  /// The textbook's form steps from w and looks ahead to w − γv. It comes with a quadratic objective that gives its
  /// gradient there. The libraries keep the look-ahead point itself as their weights, so they need no second point. At
  /// constant η and γ both walk the same path after the change of variable w − γv.
  package static let nesterov: Component = Component(
    name: "nesterov", title: "Nesterov's accelerated gradient", kind: .optimizer,
    conventions: .each(NesterovConvention.self),
    equations: { convention in
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
    },
    settings: [.learningRate(0.01), .momentum(0.9)],
    inputs: [.gradients, .curvature, .center],
    sources: [
      "Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²), 1983",
      "Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in deep learning, ICML 2013, equations 3 and 4",
      "notes 001, 002 (with the other sign) and 003 (lookahead)",
      "PyTorch (SGD, nesterov) and optax (sgd, nesterov) are reformulated; Keras is too, with η inside the velocity",
    ],
    mistakes: { convention in
      switch convention {
      case .lookahead:
        KnownMistake(
          in: lookahead, "it looks ahead by a whole velocity: γ of it is what will be left",
          .sample("11-nesterov/lookaheadWithoutMomentum"), previous(w) - previous(velocity))
        KnownMistake(
          in: lookahead, "it looks back: the velocity is added", .sample("11-nesterov/lookaheadWrongSign"),
          previous(w) + γ * previous(velocity))
        KnownMistake(
          in: g, "the gradient is that of the weights before the step; ask for it at the look-ahead point",
          .sample("11-nesterov/gradientHere"), Objective.gradient(at: previous(w)))
        KnownMistake(
          in: w,
          "the step starts from the look-ahead point, so that the old velocity carries the weights a second time",
          .sample("11-nesterov/velocityTwice"), lookahead - velocity)
      case .reformulated:
        KnownMistake(
          in: w, "plain momentum's step is taken: the velocity without the look ahead", .rule(of: "momentum"),
          previous(w) - η * velocity)
      }
    })
}

/// The point that the weights stand for.
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
