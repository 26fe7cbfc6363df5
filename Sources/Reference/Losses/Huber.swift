package import Equations

extension Component {
  /// The Huber loss: squared near the target, absolute beyond δ.
  package static let huber: Component = Component(
    name: "huber",
    title: "Huber loss",
    kind: .loss,
    sources: [
      "Huber, Robust estimation of a location parameter, 1964; named in note 002",
      "PyTorch (huber_loss) and Keras; PyTorch's SmoothL1 is this divided by δ",
    ],
    settings: [Hyperparameter("threshold", "δ", default: 1, in: .positive)],
    inputs: [.prediction, .target],
    axes: ["loss": []],
    taughtIn: [.mean: ["002"]],
    conventions: LossConvention.self
  ) { convention in
    let (error, δ) = (quantity("y") - quantity("target"), setting("threshold"))
    let far = δ * (abs(error) - δ / 2)
    quantity("loss") ← convention.reduced(select(atLeast(δ, abs(error)), square(error) / 2, far))
  } backward: { convention in
    let (y, δ) = (quantity("y"), setting("threshold"))
    quantity("dy") ← convention.share(min(max(y - quantity("target"), -δ), δ), of: y)
  }
}
