package import Equations

private let accumulator = quantity("accumulator", symbol: "r")
private let squareAverage = quantity("squareAverage", symbol: "E[g²]")
private let updateAverage = quantity("updateAverage", symbol: "E[Δw²]")
private let update = quantity("update", symbol: "Δw")

extension Component {
  /// AdaDelta: squared gradients of the recent past only, and in its full form no learning rate.
  ///
  /// `averageWithRate` is an intermediate form of note 001's derivation: the same rule as RMSProp.
  package static let adadelta: Component = Component(
    name: "adadelta", title: "AdaDelta", kind: .optimizer, conventions: .each(AdadeltaConvention.self),
    equations: { convention in
      let window = setting("window")

      switch convention {
      case .window:
        accumulator ← sum(square(recent(g, window)), over: .lag)
        w ← previous(w) - η / sqrt(accumulator + ε) * g
      case .averageWithRate:
        squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
        w ← previous(w) - η / sqrt(squareAverage + ε) * g
      case .full, .fullWithRate:
        squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
        update ← -sqrt(previous(updateAverage) + ε) / sqrt(squareAverage + ε) * g
        updateAverage ← ρ * previous(updateAverage) + (1 - ρ) * square(update)
        w ← convention == .full ? previous(w) + update : previous(w) + η * update
      }
    },
    settings: [
      .learningRate(0.01).defaulting(to: 1, in: AdadeltaConvention.fullWithRate), .decay(0.9), .epsilon(1e-6),
      .init("window", "n", default: 3, in: .count, general: 4),
    ],
    sources: [
      "Zeiler, ADADELTA: an adaptive learning rate method, 2012, algorithm 1 (full), section 3.1 (window, averageWithRate)",
      "notes 000 (window of 3; 001 describes it), 001 (averageWithRate, γ for ρ), 003 (full, γ for ρ)",
      "PyTorch (rate 1), optax and Keras (rate 0.001) are full times a learning rate (fullWithRate); the average of updates "
        + "is taken before the rate",
    ],
    mistakes: { convention in
      KnownMistake.squares(squareAverage, ρ)
      if convention == .full {
        KnownMistake(
          in: update, "a learning rate stands in the place of the average of updates", .rule(of: "rmsprop"),
          -η / sqrt(squareAverage + ε) * g)
        KnownMistake(
          in: w, "the update is multiplied by a learning rate: this form has none",
          .source("full times a learning rate"), previous(w) + η * update)
      }
      if convention == .fullWithRate {
        KnownMistake(
          in: updateAverage, "the average is taken of updates that η has multiplied already: it comes after",
          .source("is taken before the rate"), ρ * previous(updateAverage) + (1 - ρ) * square(η * update))
        KnownMistake(
          in: w, "there is no learning rate, as in the paper: this form has one", .rule(of: "adadelta"),
          previous(w) + update)
      }
      if convention == .window {
        KnownMistake(
          in: accumulator, "all squares so far are added up: only the last few count", .rule(of: "adagrad"),
          previous(accumulator) + square(g))
      }
    })
}

/// The reach of the squares, and the learning rate or its substitute.
package enum AdadeltaConvention: String, ConventionName {
  case full, averageWithRate, window, fullWithRate

  package var rule: String {
    switch self {
    case .full: "the ratio of two averages, no learning rate"
    case .averageWithRate: "a decaying average of squares and a learning rate: RMSProp's rule"
    case .fullWithRate: "the ratio of two averages, times a learning rate (PyTorch, optax, Keras)"
    case .window: "the last n squared gradients are summed, the current one among them"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .full: ["003"]
    case .averageWithRate: ["001"]
    case .window: ["000", "001"]
    case .fullWithRate: []
    }
  }
}
