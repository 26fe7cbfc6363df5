package import Equations

extension Component {
  /// Step decay: the rate is halved after every 5 epochs; the first 5 use η₀.
  package static let stepDecay: Component = Component(
    name: "stepDecay",
    title: "Step decay of the learning rate",
    kind: .schedule,
    sources: [
      "note 004",
      "PyTorch (StepLR) is this, with epochs from 0",
    ],
    settings: [
      .learningRate(0.1),
      .init("factor", "k", default: 0.5, in: .unitInterval),
      .init("interval", "n", default: 5, in: .count),
    ],
    conventions: StepDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")

    rate ← η * pow(setting("factor"), floor((t - 1) / setting("interval")))
  }
}

/// Step decay of the learning rate is written one way only.
package enum StepDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "η₀·k^⌊(epoch − 1)/n⌋, epochs from 1" }
  package var taughtIn: [String] { ["004"] }
}
