package import Equations

private let (x, y, alpha) = (quantity("x"), quantity("y"), quantity("alpha"))
private let (dy, dx, dalpha) = (gradient(of: y), gradient(of: x), gradient(of: alpha))

extension Component {
  /// The parametric rectified linear unit: a leaky one whose slope α is learned.
  package static let prelu: Component = Component(
    name: "prelu", title: "Parametric rectified linear unit", kind: .layer, conventions: .each(PReLUConvention.self),
    equations: { _ in
      y ← select(greater(x, 0), x, alpha * x)
    },
    backward: { convention in
      let isPositive = greater(x, 0)
      dx ← select(isPositive, dy, alpha * dy)
      switch convention {
      case .shared: dalpha ← sum(select(isPositive, 0, dy * x), over: .batch, "features")
      case .perFeature: dalpha ← sum(select(isPositive, 0, dy * x), over: .batch)
      }
    },
    inputs: [
      Input(x, "a batch of inputs", axes: [.batch, "features"]),
      Input(alpha, "the slope below 0, one number", number: true).only(PReLUConvention.shared),
      Input(alpha, "the slopes below 0", axes: ["features"]).only(PReLUConvention.perFeature),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, "features"]],
    sources: [
      "note 004; He et al., Delving deep into rectifiers, 2015, equation 1",
      "PyTorch shares one α that starts at ¼; Keras has one for each feature, starting at 0; at 0 the slope is α",
    ],
    mistakes: { convention in
      KnownMistake(
        in: y, "below zero nothing is let through, as in a plain rectifier", .rule(of: "relu"), max(x, 0))
      KnownMistake(
        in: dx, "below zero nothing flows back, as in a plain rectifier", .rule(of: "relu"),
        select(greater(x, 0), dy, 0))
      if convention == .perFeature {
        KnownMistake(
          in: dalpha, "all features share one gradient: each slope has its own", .source("PyTorch shares one α"),
          spread(sum(select(greater(x, 0), 0, dy * x), over: .batch, "features"), like: alpha))
      }
    })
}

/// The number of slopes.
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
