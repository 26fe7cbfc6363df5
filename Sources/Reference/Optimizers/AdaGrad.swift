package import Equations

extension Component {
  /// AdaGrad: each weight's step shrinks with the sum of all its squared gradients.
  package static let adagrad: Component = Component(
    name: "adagrad",
    title: "AdaGrad, adaptive gradient",
    kind: .optimizer,
    sources: [
      "Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR 12, 2011, figure 1 (diagonal)",
      "notes 001, 003 and 004 (insideRoot, 000 too), 002 (outsideRoot, δ for ε), 000 (exclusive, its first form)",
      "PyTorch is outsideRoot; optax and Keras are insideRoot, with sums that start at 0.1",
    ],
    settings: [.learningRate(0.01), .epsilon(1e-8)],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "accumulator", "the sum decays, as in RMSProp: AdaGrad forgets nothing",
        number(0.9) * previous(quantity("accumulator")) + number(0.1) * square(g))
      KnownMistake(
        in: "accumulator", "the squares of all elements are added to one sum: each element has its own",
        previous(quantity("accumulator")) + sum(square(g), over: .elements))
      KnownMistake(
        in: "accumulator", "the whole sum is squared, and only the gradient should be",
        square(previous(quantity("accumulator")) + g))
      KnownMistake(
        in: "accumulator", "magnitudes are added up, not squares", only: ["insideRoot", "outsideRoot"],
        previous(quantity("accumulator")) + abs(g))
      KnownMistake(
        in: "accumulator", "the sum is divided by t: it is no mean",
        (previous(quantity("accumulator")) * (t - 1) + square(g)) / t)
      KnownMistake(
        in: "weights", "the rate is divided by the sum itself, without a root",
        previous(w) - η / (quantity("accumulator") + ε) * g)
      KnownMistake(
        in: "weights", "ε is added to the whole quotient", previous(w) - (η / sqrt(quantity("accumulator")) + ε) * g)
      KnownMistake(
        in: "weights", "all weights of a parameter share one rate: each has its own",
        previous(w) - η / sqrt(sum(quantity("accumulator"), over: .elements) + ε) * g)
    },
    conventions: AdagradConvention.self
  ) { convention in
    let accumulator = quantity("accumulator")

    switch convention {
    case .insideRoot:
      accumulator ← previous(accumulator) + square(g)
      w ← previous(w) - η / sqrt(accumulator + ε) * g
    case .outsideRoot:
      accumulator ← previous(accumulator) + square(g)
      w ← previous(w) - η / (ε + sqrt(accumulator)) * g
    case .exclusive:
      // The sum over k = 1 … t − 1: what the step divides by ends with the gradient before.
      accumulator ← previous(accumulator) + square(previous(g))
      w ← previous(w) - η / sqrt(ε + accumulator) * g
    }
  }
}

/// Where ε stands, and whether the current gradient counts.
package enum AdagradConvention: String, ConventionName {
  case insideRoot, outsideRoot, exclusive

  package var rule: String {
    switch self {
    case .insideRoot: "ε is added to the sum, under the root"
    case .outsideRoot: "ε is added to the root of the sum"
    case .exclusive: "the current gradient is not in the sum, ε under the root"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .insideRoot: ["000", "001", "003", "004"]
    case .outsideRoot: ["002"]
    case .exclusive: ["000"]
    }
  }
}
