package import Equations

private let (loss, y, target) = (quantity("loss"), quantity("y"), quantity("target"))
private let dy = gradient(of: y)

extension Component {
  /// The absolute error.
  package static let meanAbsoluteError: Component = Component(
    name: "meanAbsoluteError", title: "Mean absolute error", kind: .loss,
    conventions: .each(LossConvention.self, taughtIn: [.mean: ["002"]]),
    equations: { convention in
      loss ← convention.reduced(abs(y - target))
    },
    backward: { convention in
      dy ← convention.share(sign(y - target), of: y)
    },
    inputs: [.prediction, .target],
    axes: [loss: []],
    sources: ["note 002; PyTorch (l1_loss), Keras; where the target is met exactly the slope is 0"])
}
