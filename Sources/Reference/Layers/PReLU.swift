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
      Input("alpha", "the slope below 0, one number", only: ["shared"]),
      Input("alpha", "the slopes below 0", axes: ["features"], only: ["perFeature"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "features"]),
    ],
    axes: ["y": [.batch, "features"], "dx": [.batch, "features"]],
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
