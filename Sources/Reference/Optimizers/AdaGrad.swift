package import Equations

private let accumulator = quantity("accumulator", symbol: "r")

extension Component {
  /// AdaGrad: each weight's step shrinks with the sum of all its squared gradients.
  package static let adagrad: Component = Component(
    name: "adagrad", title: "AdaGrad, adaptive gradient", kind: .optimizer, conventions: .each(AdagradConvention.self),
    equations: { convention in
      switch convention {
      case .insideRoot:
        accumulator ← previous(accumulator) + square(g)
        w ← previous(w) - η / sqrt(accumulator + ε) * g
      case .outsideRoot:
        accumulator ← previous(accumulator) + square(g)
        w ← previous(w) - η / (ε + sqrt(accumulator)) * g
      case .exclusive:
        // The sum over k = 1 … t − 1: the step divides by a sum that ends with the gradient before.
        accumulator ← previous(accumulator) + square(previous(g))
        w ← previous(w) - η / sqrt(ε + accumulator) * g
      }
    },
    settings: [.learningRate(0.01), .epsilon(1e-8)],
    sources: [
      "Duchi, Hazan and Singer, Adaptive subgradient methods, JMLR 12, 2011, figure 1 (diagonal)",
      "notes 001, 003 and 004 (insideRoot, 000 too), 002 (outsideRoot, δ for ε), 000 (exclusive, its first form)",
      "PyTorch is outsideRoot; optax and Keras are insideRoot, with sums that start at 0.1",
    ],
    mistakes: { _ in
      KnownMistake(
        in: accumulator, "the sum decays, as in RMSProp: AdaGrad forgets nothing", .rule(of: "rmsprop"),
        number(0.9) * previous(accumulator) + number(0.1) * square(g))
    })
}

/// The place of ε, and the last gradient that counts.
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
