package import Equations

extension Component {
  /// The leaky rectified linear unit: a small slope instead of 0 where the input is negative.
  package static let leakyReLU: Component = Component(
    name: "leakyReLU",
    title: "Leaky rectified linear unit",
    kind: .layer,
    sources: [
      "note 004 (slope 0.01) and note 002 (slope m); Maas, Hannun and Ng, Rectifier nonlinearities, 2013",
      "the subgradient at 0 is the slope, as in PyTorch; Keras's default slope is 0.3",
    ],
    settings: [Hyperparameter("slope", "m", default: 0.01, in: .real)],
    inputs: activationInputs,
    taughtIn: [.plain: ["002", "004"]],
    conventions: ActivationConvention.self
  ) { _ in
    let x = quantity("x")
    quantity("y") ← select(greater(x, 0), x, setting("slope") * x)
  } backward: { _ in
    let dy = quantity("dy")
    quantity("dx") ← select(greater(quantity("x"), 0), dy, setting("slope") * dy)
  }
}
