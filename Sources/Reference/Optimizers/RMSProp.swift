package import Equations

extension Component {
  /// RMSProp: each weight's step is divided by the root of a decaying average of its squared gradients.
  ///
  /// The notes' ρ differ: 0.999 (000), 0.9 (001, and 004's code), at least 0.95 (004's margin).
  package static let rmsprop: Component = Component(
    name: "rmsprop",
    title: "RMSProp, root mean square propagation",
    kind: .optimizer,
    sources: [
      "Tieleman and Hinton, Neural networks for machine learning, lecture 6e, 2012",
      "notes 000, 001, 003 and 004 (insideRoot), 002 (outsideRoot, δ for ε), 000 (noEpsilon, its second form)",
      "PyTorch is outsideRoot with ρ = 0.99; optax and Keras are insideRoot with ρ = 0.9",
    ],
    settings: [.learningRate(0.001), .decay(0.9), .epsilon(1e-8)],
    mistakes: KnownMistake.list {
      KnownMistake.squares("squareAverage", ρ)
      KnownMistake(
        in: "squareAverage", "the squares are added up and never forgotten, as in AdaGrad",
        previous(quantity("squareAverage")) + square(g))
      KnownMistake(
        in: "squareAverage", "the average is corrected for its start, as Adam's is: RMSProp corrects nothing",
        (ρ * previous(quantity("squareAverage")) + (1 - ρ) * square(g)) / (1 - pow(ρ, t)))
      KnownMistake(
        in: "weights", "the rate is divided by the average itself, without a root",
        previous(w) - η / (quantity("squareAverage") + ε) * g)
      KnownMistake(
        in: "weights", "the average is corrected for its start, as Adam's is: RMSProp corrects nothing",
        only: ["insideRoot"], previous(w) - η / sqrt(quantity("squareAverage") / (1 - pow(ρ, t)) + ε) * g)
      KnownMistake(
        in: "weights", "the average is corrected for its start, as Adam's is: RMSProp corrects nothing",
        only: ["outsideRoot"], previous(w) - η / (ε + sqrt(quantity("squareAverage") / (1 - pow(ρ, t)))) * g)
    },
    conventions: RmspropConvention.self
  ) { convention in
    let squareAverage = quantity("squareAverage")

    squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
    switch convention {
    case .insideRoot: w ← previous(w) - η / sqrt(squareAverage + ε) * g
    case .outsideRoot: w ← previous(w) - η / (ε + sqrt(squareAverage)) * g
    case .noEpsilon: w ← previous(w) - η * g / sqrt(squareAverage)
    }
  }
}

/// Where ε stands.
package enum RmspropConvention: String, ConventionName {
  case insideRoot, outsideRoot, noEpsilon

  package var rule: String {
    switch self {
    case .insideRoot: "ε is added to the average, under the root"
    case .outsideRoot: "ε is added to the root of the average"
    case .noEpsilon: "no ε: 0/0 at a leading zero gradient"
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
