package import Equations

private let rate = quantity("learningRate")

extension Component {
  /// Step decay: the rate is halved after every 5 epochs; the first 5 use η₀.
  package static let stepDecay: Component = Component(
    name: "stepDecay", title: "Step decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "η₀·k^⌊(epoch − 1)/n⌋, epochs from 1", taughtIn: ["004"]),
    equations: { _ in
      rate ← η * pow(setting("factor"), floor((t - 1) / setting("interval")))
    },
    settings: [
      .learningRate(0.1),
      .init("factor", "k", default: 0.5, in: .unitInterval, general: 0.3),
      .init("interval", "n", default: 5, in: .count, general: 3),
    ],
    sources: [
      "note 004",
      "PyTorch (StepLR) is this, with epochs from 0: its first n epochs have η₀, as here; so are optax (exponential_decay) "
        + "and Keras (ExponentialDecay) with staircase, by updates from 0",
    ],
    mistakes: { _ in
      // As a quotient of whole numbers, which halves leave exact.
      let (epochs, interval) = (t - 1, setting("interval"))
      KnownMistake(
        in: rate, "the exponent is rounded to the nearest whole number, and should be rounded down", .program,
        η * pow(setting("factor"), floor((2 * epochs + interval) / (2 * interval))))
    })
}
