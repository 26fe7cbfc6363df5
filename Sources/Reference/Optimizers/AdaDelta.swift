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
    mistakes: KnownMistake.list {
      KnownMistake.squares("squareAverage", ρ)
      KnownMistake(
        in: "update",
        "the root of this step's average of updates is wanted before it is there: the one of the step before belongs above the line",
        only: ["full"], -sqrt(previous(quantity("updateAverage")) + ε) / (sqrt(quantity("squareAverage")) + ε) * g)
      KnownMistake(
        in: "update", "numerator and denominator have changed places", only: ["full"],
        -sqrt(quantity("squareAverage") + ε) / sqrt(previous(quantity("updateAverage")) + ε) * g)
      KnownMistake(
        in: "update", "a learning rate stands in the place of the average of updates", only: ["full"],
        -η / sqrt(quantity("squareAverage") + ε) * g)
      KnownMistake(
        in: "update", "ε is missing above the line, so that the first step and all others are zero", only: ["full"],
        -sqrt(previous(quantity("updateAverage"))) / sqrt(quantity("squareAverage") + ε) * g)
      KnownMistake(
        in: "updateAverage", "gradients are averaged, and it should be updates", only: ["full"],
        ρ * previous(quantity("updateAverage")) + (1 - ρ) * square(g))
      KnownMistake(
        in: "updateAverage", "the weights are averaged, and it should be updates", only: ["full"],
        ρ * previous(quantity("updateAverage")) + (1 - ρ) * square(previous(w)))
      KnownMistake(
        in: "weights", "the update is multiplied by a learning rate: this form has none", only: ["full"],
        previous(w) + η * quantity("update"))
      KnownMistake(
        in: "accumulator", "the last squares are averaged, not added up", only: ["window"],
        sum(square(recent(g, setting("window"))), over: .lag) / setting("window"))
      KnownMistake(
        in: "accumulator", "all squares so far are added up: only the last few count", only: ["window"],
        previous(quantity("accumulator")) + square(g))
      KnownMistake(
        in: "accumulator", "one gradient too few is in the window", only: ["window"],
        sum(square(recent(g, setting("window"))), over: .lag) - square(g))
      KnownMistake(
        in: "accumulator", "the gradients are added up before the sum is squared", only: ["window"],
        square(sum(recent(g, setting("window")), over: .lag)))
      KnownMistake(
        in: "accumulator", "one gradient too many is in the window", only: ["window"],
        sum(square(recent(g, setting("window") + 1)), over: .lag))
    },
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
