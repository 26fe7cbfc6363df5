package import Equations

private let rate = quantity("learningRate")
private let (total, least) = (setting("total"), setting("minimum"))

extension Component {
  /// Cosine decay: the rate falls along half a cosine from η₀ to ηmin, slowly at both ends, and stays there.
  package static let cosineDecay: Component = Component(
    name: "cosineDecay", title: "Cosine decay of the learning rate", kind: .schedule,
    conventions: .each(CosineConvention.self),
    equations: { convention in
      rate ← along(min(convention.position / total, 1))
    },
    settings: [.learningRate(0.1), .init("total", "N", default: 40, in: .count, general: 19), .leastRate],
    sources: [
      "Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017, equation 5 without the "
        + "restarts; in no note",
      "fromZero is PyTorch (CosineAnnealingLR, T_max = N), whose first epoch has η₀; after N it rises again, here it stays",
      "optax (cosine_decay_schedule, decay_steps = N, alpha = ηmin/η₀) and Keras (CosineDecay, the same) count from 0 too: "
        + "their step 0, of the first update, has η₀, and what follows N stays at ηmin",
    ],
    mistakes: { convention in
      KnownMistake(
        in: rate, convention.miscounted, .rule(of: "cosineDecay"), along(min(convention.other.position / total, 1)))
      KnownMistake(
        in: rate, "after N steps the rate rises again, as in PyTorch: it should stay", .source("it rises again"),
        along(convention.position / total))
    })

  /// The rate at a share of the way, from 0 to 1.
  static func along(_ share: Expression) -> Expression {
    least + (η - least) * (1 + cos(number(.pi) * share)) / 2
  }
}

extension Hyperparameter {
  /// The rate at the end of a decay.
  static let leastRate = Hyperparameter("minimum", "ηmin", default: 0, in: .nonNegative, general: 0.013)
}

/// The number of the first step.
package enum CosineConvention: String, ConventionName {
  case fromZero, fromOne

  package var rule: String {
    switch self {
    case .fromZero: "the first step counts as 0, and step N + 1 is the first at the end (PyTorch, optax, Keras)"
    case .fromOne: "the first step counts as 1, and step N is the first at the end"
    }
  }

  /// The number of steps counted.
  var position: Expression { self == .fromZero ? t - 1 : t }
  var other: Self { self == .fromZero ? .fromOne : .fromZero }
  var miscounted: String {
    self == .fromZero
      ? "steps are counted from 1: here the first one counts as 0"
      : "steps are counted from 0: here the first one counts as 1"
  }
}
