package import Equations

extension Component {
  /// The parametric rectified linear unit: a leaky one whose slope α is learned.
  package static let prelu: Component = Component(
    name: "prelu",
    title: "Parametric rectified linear unit",
    kind: .layer,
    sources: [
      "note 004; He et al., Delving deep into rectifiers, 2015, equation 1",
      "PyTorch shares one α that starts at ¼; Keras has one for each feature, starting at 0; at 0 the slope is α",
    ],
    settings: [],
    inputs: [
      Input("x", "a batch of inputs", axes: [.batch, "features"]),
      Input("alpha", "the slope below 0, one number", number: true, only: ["shared"]),
      Input("alpha", "the slopes below 0", axes: ["features"], only: ["perFeature"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "features"]),
    ],
    axes: ["y": [.batch, "features"], "dx": [.batch, "features"]],
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "below zero nothing is let through, as in a plain rectifier", max(quantity("x"), 0))
      KnownMistake(
        in: "y", "below zero α itself stands, not α·x",
        select(greater(quantity("x"), 0), quantity("x"), quantity("alpha")))
      KnownMistake(
        in: "dx", "below zero nothing flows back, as in a plain rectifier",
        select(greater(quantity("x"), 0), quantity("dy"), 0))
      KnownMistake(
        in: "dalpha", "the slope's gradient is taken of all inputs: only those below zero have one", only: ["shared"],
        sum(quantity("dy") * quantity("x"), over: .batch, "features"))
      KnownMistake(
        in: "dalpha", "the slope's gradient is averaged over the examples", only: ["shared"],
        sum(select(greater(quantity("x"), 0), 0, quantity("dy") * quantity("x")), over: .batch, "features")
          / extent(of: quantity("x"), .batch))
      KnownMistake(
        in: "dalpha", "x is left out of the slope's gradient", only: ["shared"],
        sum(select(greater(quantity("x"), 0), 0, quantity("dy")), over: .batch, "features"))
      KnownMistake(
        in: "dalpha", "the inputs above zero give the slope's gradient: it is those below", only: ["shared"],
        sum(select(greater(quantity("x"), 0), quantity("dy") * quantity("x"), 0), over: .batch, "features"))
      KnownMistake(
        in: "dalpha", "all features share one gradient: each slope has its own", only: ["perFeature"],
        sum(select(greater(quantity("x"), 0), 0, quantity("dy") * quantity("x")), over: .batch, "features") + 0
          * quantity("alpha"))
      KnownMistake(
        in: "dalpha", "x is left out of the slope's gradient", only: ["perFeature"],
        sum(select(greater(quantity("x"), 0), 0, quantity("dy")), over: .batch))
    },
    conventions: PReLUConvention.self
  ) { _ in
    let x = quantity("x")
    quantity("y") ← select(greater(x, 0), x, quantity("alpha") * x)
  } backward: { convention in
    let (x, dy) = (quantity("x"), quantity("dy"))
    let isPositive = greater(x, 0)
    quantity("dx") ← select(isPositive, dy, quantity("alpha") * dy)
    switch convention {
    case .shared: quantity("dalpha") ← sum(select(isPositive, 0, dy * x), over: .batch, "features")
    case .perFeature: quantity("dalpha") ← sum(select(isPositive, 0, dy * x), over: .batch)
    }
  }
}

/// How many slopes there are.
package enum PReLUConvention: String, ConventionName {
  case shared, perFeature

  package var rule: String {
    switch self {
    case .shared: "one α for all features"
    case .perFeature: "an α for each feature"
    }
  }

  package var taughtIn: [String] { self == .shared ? ["004"] : [] }
}
