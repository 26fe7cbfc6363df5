package import Equations

extension Component {
  /// AdaDelta: squared gradients of the recent past only, and in its full form no learning rate.
  ///
  /// `averageWithRate` is what note 001 derives on the way: the same rule as RMSProp.
  package static let adadelta: Component = Component(
    name: "adadelta",
    title: "AdaDelta",
    kind: .optimizer,
    sources: [
      "Zeiler, ADADELTA: an adaptive learning rate method, 2012, algorithm 1 (full), section 3.1 (window, averageWithRate)",
      "notes 000 (window of 3; 001 describes it), 001 (averageWithRate, γ for ρ), 003 (full, γ for ρ)",
      "PyTorch, optax and Keras are full times a learning rate, which Keras sets to 0.001",
    ],
    settings: [
      .learningRate(0.01), .decay(0.9), .epsilon(1e-6),
      .init("window", "n", default: 3, in: .count),
    ],
    conventions: AdadeltaConvention.self
  ) { convention in
    let accumulator = quantity("accumulator")
    let squareAverage = quantity("squareAverage")
    let updateAverage = quantity("updateAverage")
    let update = quantity("update")
    let window = setting("window")

    switch convention {
    case .window:
      accumulator ← sum(square(recent(g, window)), over: .lag)
      w ← previous(w) - η / sqrt(accumulator + ε) * g
    case .averageWithRate:
      squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
      w ← previous(w) - η / sqrt(squareAverage + ε) * g
    case .full:
      squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
      update ← -sqrt(previous(updateAverage) + ε) / sqrt(squareAverage + ε) * g
      updateAverage ← ρ * previous(updateAverage) + (1 - ρ) * square(update)
      w ← previous(w) + update
    }
  }
}

/// How far back the squares reach, and what stands for the learning rate.
package enum AdadeltaConvention: String, ConventionName {
  case full, averageWithRate, window

  package var rule: String {
    switch self {
    case .full: "the ratio of two averages, no learning rate"
    case .averageWithRate: "a decaying average of squares and a learning rate: RMSProp's rule"
    case .window: "the last n squared gradients are summed, the current one among them"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .full: ["003"]
    case .averageWithRate: ["001"]
    case .window: ["000", "001"]
    }
  }
}
