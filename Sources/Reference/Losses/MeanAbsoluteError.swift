package import Equations

extension Component {
  /// The absolute error.
  package static let meanAbsoluteError: Component = Component(
    name: "meanAbsoluteError",
    title: "Mean absolute error",
    kind: .loss,
    sources: ["note 002; PyTorch (l1_loss), Keras; where the target is met exactly the slope is 0"],
    settings: [],
    inputs: [.prediction, .target],
    axes: ["loss": []],
    taughtIn: [.mean: ["002"]],
    conventions: LossConvention.self
  ) { convention in
    quantity("loss") ← convention.reduced(abs(quantity("y") - quantity("target")))
  } backward: { convention in
    let y = quantity("y")
    quantity("dy") ← convention.share(sign(y - quantity("target")), of: y)
  }
}
