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
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "lookahead", "it looks ahead by a whole velocity: γ of it is what will be left", only: ["lookahead"],
        previous(w) - previous(quantity("velocity")))
      KnownMistake(
        in: "lookahead", "it looks back: the velocity is added", only: ["lookahead"],
        previous(w) + γ * previous(quantity("velocity")))
      KnownMistake(
        in: "lookahead", "it looks ahead by η times the velocity, which holds η already", only: ["lookahead"],
        previous(w) - η * γ * previous(quantity("velocity")))
      KnownMistake(
        in: "gradients", "the gradient is that of the weights before the step; ask for it at the look-ahead point",
        only: ["lookahead"], Objective.gradient(at: previous(w)))
      KnownMistake(
        in: "velocity", "the velocity is weighted with 1 − γ, as in an average", only: ["lookahead"],
        γ * previous(quantity("velocity")) + (1 - γ) * η * g)
      KnownMistake(
        in: "weights",
        "the step starts from the look-ahead point, so that the old velocity carries the weights a second time",
        only: ["lookahead"], quantity("lookahead") - quantity("velocity"))
      KnownMistake(
        in: "weights", "only the gradient's step is taken from the weights, and the velocity's part is left out",
        only: ["lookahead"], previous(w) - η * g)
      KnownMistake(
        in: "weights", "plain momentum's step is taken: the velocity without the look ahead", only: ["reformulated"],
        previous(w) - η * quantity("velocity"))
      KnownMistake(
        in: "weights", "γ weights the gradient, and should weight the velocity", only: ["reformulated"],
        previous(w) - η * (γ * g + quantity("velocity")))
      KnownMistake(
        in: "weights", "gradient and velocity are added in full: the velocity is weighted with γ",
        only: ["reformulated"], previous(w) - η * (g + quantity("velocity")))
      KnownMistake(
        in: "velocity", "the new gradient is weighted with 1 − γ, as in an average", only: ["reformulated"],
        γ * previous(quantity("velocity")) + (1 - γ) * g)
      KnownMistake(
        in: "velocity", "η stands inside the velocity, and outside of it too", only: ["reformulated"],
        γ * previous(quantity("velocity")) + η * g)
    },
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
