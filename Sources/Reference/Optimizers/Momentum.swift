package import Equations

extension Component {
  /// Momentum: the step keeps a share γ of the one before it, as a ball that rolls downhill.
  package static let momentum: Component = Component(
    name: "momentum",
    title: "Gradient descent with momentum",
    kind: .optimizer,
    sources: [
      "Polyak, Some methods of speeding up the convergence of iteration methods, 1964, equation 9",
      "notes 000, 001, 002 (with the other sign) and 003 (heavyBall), 000 (average)",
      "PyTorch is velocity; Keras is heavyBall with the sign of note 002",
    ],
    settings: [.learningRate(0.01), .momentum(0.9)],
    mistakes: [
      KnownMistake(
        in: "m",
        "the gradient is divided by the learning rate, as in note 000's code, which works only for ΔW that hold it",
        only: ["average"], γ * previous(quantity("m")) + (1 - γ) * g / η)
    ],
    conventions: MomentumConvention.self
  ) { convention in
    let velocity = quantity("velocity")
    let m = quantity("m")

    switch convention {
    case .heavyBall:
      velocity ← γ * previous(velocity) + η * g
      w ← previous(w) - velocity
    case .average:
      m ← γ * previous(m) + (1 - γ) * g
      w ← previous(w) - η * m
    case .velocity:
      velocity ← γ * previous(velocity) + g
      w ← previous(w) - η * velocity
    }
  }
}

/// What the momentum term accumulates.
package enum MomentumConvention: String, ConventionName {
  case heavyBall, average, velocity

  package var rule: String {
    switch self {
    case .heavyBall: "the velocity accumulates steps, η inside"
    case .average: "m is a decaying average of gradients, γ written β"
    case .velocity: "the velocity accumulates gradients, η outside: differs from heavyBall once η changes"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .heavyBall: ["000", "001", "002", "003"]
    case .average: ["000"]
    case .velocity: []
    }
  }
}
