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
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "m",
        "the gradient is divided by the learning rate, as in note 000's code, which works only for ΔW that hold it",
        only: ["average"], γ * previous(quantity("m")) + (1 - γ) * g / η)
      KnownMistake(
        in: "velocity", "the velocity keeps 1 − γ of itself", only: ["heavyBall"],
        (1 - γ) * previous(quantity("velocity")) + η * g)
      KnownMistake(
        in: "velocity", "the new gradient is weighted with 1 − γ, as in an average: this form has none",
        only: ["velocity"], γ * previous(quantity("velocity")) + (1 - γ) * g)
      KnownMistake(
        in: "velocity", "the new step is weighted with 1 − γ, as in an average: this form has none",
        only: ["heavyBall"], γ * previous(quantity("velocity")) + (1 - γ) * η * g)
      KnownMistake(
        in: "velocity", "the learning rate scales the old velocity too", only: ["heavyBall"],
        η * (γ * previous(quantity("velocity")) + g))
      KnownMistake(
        in: "velocity", "the velocity runs against itself: its sign is taken twice", only: ["heavyBall"],
        -γ * previous(quantity("velocity")) + η * g)
      KnownMistake(
        in: "weights", "the velocity holds η already, and is multiplied by it again", only: ["heavyBall"],
        previous(w) - η * quantity("velocity"))
      KnownMistake(
        in: "weights", "the gradient is stepped along beside the velocity, which holds it already", only: ["heavyBall"],
        previous(w) - quantity("velocity") - η * g)
      KnownMistake(
        in: "weights", "Nesterov's step is taken: the velocity once more ahead", only: ["heavyBall"],
        previous(w) - γ * quantity("velocity") - η * g)
      KnownMistake(
        in: "weights", "the gradient is stepped along beside the velocity, which holds it already", only: ["velocity"],
        previous(w) - η * (quantity("velocity") + g))
      KnownMistake(
        in: "weights", "Nesterov's step is taken: the velocity once more ahead", only: ["velocity"],
        previous(w) - η * (g + γ * quantity("velocity")))
      KnownMistake(
        in: "velocity", "the velocity keeps 1 − γ of itself", only: ["velocity"],
        (1 - γ) * previous(quantity("velocity")) + g)
      KnownMistake(
        in: "velocity", "η stands inside the velocity and outside of it", only: ["velocity"],
        γ * previous(quantity("velocity")) + η * g)
      KnownMistake(
        in: "m", "the average is divided by 1 − γᵗ, as Adam's is: this form corrects nothing", only: ["average"],
        (γ * previous(quantity("m")) + (1 - γ) * g) / (1 - pow(γ, t)))
      KnownMistake(
        in: "weights", "the gradient is used beside its average", only: ["average"],
        previous(w) - η * (quantity("m") + g))
      KnownMistake(
        in: "weights", "the average is corrected by 1 − γᵗ, as Adam's is: this form corrects nothing",
        only: ["average"], previous(w) - η * quantity("m") / (1 - pow(γ, t)))
      KnownMistake.average("m", γ)
    },
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
