package import Equations

private let rate = quantity("momentum")

extension Component {
  /// The momentum schedule: μ rises as 1 − 1/2, 1 − 1/4, 1 − 1/6, …, every 250 steps, up to a maximum.
  package static let momentumSchedule: Component = Component(
    name: "momentumSchedule", title: "Momentum schedule", kind: .schedule,
    conventions: .plain(rule: "min(1 − 2^(−1 − log₂(⌊t/250⌋ + 1)), μ_max)", taughtIn: ["004"]),
    equations: { _ in
      let exponent = -1 - log2(floor(t / setting("interval")) + 1)

      rate ← min(1 - pow(2, exponent), setting("maximum"))
    },
    settings: [
      .init("maximum", "μ_max", default: 0.99, in: .fraction, general: 0.9),
      .init("interval", "n", default: 250, in: .count, general: 3),
    ],
    sources: [
      "Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum in deep learning, ICML 2013, equation 5",
      "note 004 (μmax from 0.999, 0.995, 0.99, 0.9 and 0); no library has it",
    ],
    mistakes: { _ in
      let interval = setting("interval")
      KnownMistake(
        in: rate, "t/n is rounded to the nearest whole number, and should be rounded down", .program,
        min(1 - pow(2, -1 - log2(floor((2 * t + interval) / (2 * interval)) + 1)), setting("maximum")))
    })
}
