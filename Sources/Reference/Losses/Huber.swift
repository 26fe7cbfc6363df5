package import Equations

private let (y, target, loss) = (quantity("y"), quantity("target"), quantity("loss"))
private let dy = gradient(of: y)
private let δ = setting("threshold")

extension Component {
  /// The Huber loss: squared near the target, absolute beyond δ.
  package static let huber: Component = Component(
    name: "huber", title: "Huber loss", kind: .loss,
    conventions: .each(LossConvention.self, taughtIn: [.mean: ["002"]]),
    equations: { convention in
      let error = y - target
      let far = δ * (abs(error) - δ / 2)
      loss ← convention.reduced(select(atLeast(δ, abs(error)), square(error) / 2, far))
    },
    backward: { convention in
      dy ← convention.share(min(max(y - target, -δ), δ), of: y)
    },
    settings: [Hyperparameter("threshold", "δ", default: 1, in: .positive, general: 1.3)],
    inputs: [.prediction, .target],
    axes: [loss: []],
    sources: [
      "Huber, Robust estimation of a location parameter, 1964; named in note 002",
      "PyTorch (huber_loss) and Keras; PyTorch's SmoothL1 is this divided by δ",
    ])
}
