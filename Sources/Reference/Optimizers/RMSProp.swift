package import Equations

private let squareAverage = quantity("squareAverage", symbol: "E[g²]")
private let gradientAverage = quantity("gradientAverage", symbol: "E[g]")

extension Component {
  /// RMSProp: each weight's step is divided by the root of a decaying average of its squared gradients.
  ///
  /// The notes' ρ differ: 0.999 (000), 0.9 (001, and 004's code), at least 0.95 (004's margin).
  package static let rmsprop: Component = Component(
    name: "rmsprop", title: "RMSProp, root mean square propagation", kind: .optimizer,
    conventions: .each(RmspropConvention.self),
    equations: { convention in
      squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
      switch convention {
      case .insideRoot: w ← previous(w) - η / sqrt(squareAverage + ε) * g
      case .outsideRoot: w ← previous(w) - η / (ε + sqrt(squareAverage)) * g
      case .noEpsilon: w ← previous(w) - η * g / sqrt(squareAverage)
      }
    },
    settings: [.learningRate(0.001), .decay(0.9), .epsilon(1e-8)],
    sources: [
      "Tieleman and Hinton, Neural networks for machine learning, lecture 6e, 2012",
      "notes 000, 001, 003 and 004 (insideRoot), 002 (outsideRoot, δ for ε), 000 (noEpsilon, its second form)",
      "PyTorch is outsideRoot with ρ = 0.99; optax and Keras are insideRoot with ρ = 0.9",
    ],
    mistakes: { convention in
      KnownMistake.squares(squareAverage, ρ)
      KnownMistake(
        in: squareAverage, "the squares are added up and never forgotten, as in AdaGrad", .rule(of: "adagrad"),
        previous(squareAverage) + square(g))
      KnownMistake(
        in: squareAverage, "the average is corrected for its start, as Adam's is: RMSProp corrects nothing",
        .rule(of: "adam"), (ρ * previous(squareAverage) + (1 - ρ) * square(g)) / (1 - pow(ρ, t)))
      if let spread = convention.spread {
        KnownMistake(
          in: w, "the square of the average gradient is taken off the average of the squares, as in centred RMSProp",
          .rule(of: "rmspropCentred"),
          keeping: [gradientAverage ← ρ * previous(gradientAverage) + (1 - ρ) * g], previous(w) - η * g / spread)
      }
      if convention == .insideRoot {
        KnownMistake(
          in: w, "the average is corrected for its start, as Adam's is: RMSProp corrects nothing", .rule(of: "adam"),
          previous(w) - η / sqrt(squareAverage / (1 - pow(ρ, t)) + ε) * g)
      }
      if convention == .outsideRoot {
        KnownMistake(
          in: w, "the average is corrected for its start, as Adam's is: RMSProp corrects nothing", .rule(of: "adam"),
          previous(w) - η / (ε + sqrt(squareAverage / (1 - pow(ρ, t)))) * g)
      }
    })
}

/// The place of ε.
package enum RmspropConvention: String, ConventionName {
  case insideRoot, outsideRoot, noEpsilon

  package var rule: String {
    switch self {
    case .insideRoot: "ε is added to the average, under the root"
    case .outsideRoot: "ε is added to the root of the average"
    case .noEpsilon: "no ε: 0/0 at a leading zero gradient"
    }
  }

  /// The divisor of centred RMSProp.
  fileprivate var spread: Expression? {
    let variance = squareAverage - square(gradientAverage)
    return switch self {
    case .insideRoot: sqrt(variance + ε)
    case .outsideRoot: sqrt(variance) + ε
    case .noEpsilon: nil
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .insideRoot: ["000", "001", "003", "004"]
    case .outsideRoot: ["002"]
    case .noEpsilon: ["000"]
    }
  }
}
