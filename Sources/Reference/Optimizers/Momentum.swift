package import Equations

private let m = quantity("m")
private let velocity = quantity("velocity", symbol: "v")

extension Component {
  /// Momentum: the step keeps a share γ of the one before it, as a ball that rolls downhill.
  package static let momentum: Component = Component(
    name: "momentum", title: "Gradient descent with momentum", kind: .optimizer,
    conventions: .each(MomentumConvention.self),
    equations: { convention in
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
    },
    settings: [.learningRate(0.01), .momentum(0.9)],
    sources: [
      "Polyak, Some methods of speeding up the convergence of iteration methods, 1964, equation 9",
      "notes 000, 001, 002 (with the other sign) and 003 (heavyBall), 000 (average)",
      "PyTorch is velocity; Keras is heavyBall with the sign of note 002",
    ],
    mistakes: { convention in
      switch convention {
      case .average:
        KnownMistake(
          in: m,
          "the gradient is divided by the learning rate, as in note 000's code, which works only for ΔW that hold it",
          .source("000 (average)"), γ * previous(m) + (1 - γ) * g / η)
        KnownMistake(
          in: m, "the average is divided by 1 − γᵗ, as Adam's is: this form corrects nothing", .rule(of: "adam"),
          (γ * previous(m) + (1 - γ) * g) / (1 - pow(γ, t)))
        KnownMistake(
          in: w, "the average is corrected by 1 − γᵗ, as Adam's is: this form corrects nothing", .rule(of: "adam"),
          previous(w) - η * m / (1 - pow(γ, t)))
        KnownMistake.average(m, γ)
      case .velocity:
        KnownMistake(
          in: velocity, "the new gradient is weighted with 1 − γ, as in an average: this form has none",
          .rule(of: "momentum"), γ * previous(velocity) + (1 - γ) * g)
        KnownMistake(
          in: w, "Nesterov's step is taken: the velocity once more ahead", .rule(of: "nesterov"),
          previous(w) - η * (g + γ * velocity))
        KnownMistake(
          in: velocity, "η stands inside the velocity and outside of it", .program, γ * previous(velocity) + η * g)
      case .heavyBall:
        KnownMistake(
          in: velocity, "the new step is weighted with 1 − γ, as in an average: this form has none",
          .rule(of: "momentum"), γ * previous(velocity) + (1 - γ) * η * g)
        KnownMistake(
          in: w, "the velocity holds η already, and is multiplied by it again", .program, previous(w) - η * velocity)
        KnownMistake(
          in: w, "Nesterov's step is taken: the velocity once more ahead", .rule(of: "nesterov"),
          previous(w) - γ * velocity - η * g)
      }
    })
}

/// The kind of momentum term, a sum or an average.
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
