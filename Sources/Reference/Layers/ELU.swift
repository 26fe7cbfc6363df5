package import Equations

extension Component {
  /// The exponential linear unit: below 0 it levels off at −α.
  package static let elu: Component = Component(
    name: "elu",
    title: "Exponential linear unit",
    kind: .layer,
    sources: [
      "named in note 004; Clevert, Unterthiner and Hochreiter, Fast and accurate deep network learning by ELUs, 2016",
      "at 0 the slope is α, as in PyTorch",
    ],
    settings: [Hyperparameter("alpha", "α", default: 1, in: .real)],
    inputs: activationInputs,
    taughtIn: [.plain: ["004"]],
    conventions: ActivationConvention.self
  ) { _ in
    let x = quantity("x")
    // The exponential of a large positive input is never wanted, and may overflow.
    quantity("y") ← select(greater(x, 0), x, setting("alpha") * (exp(min(x, 0)) - 1))
  } backward: { _ in
    let (x, dy) = (quantity("x"), quantity("dy"))
    quantity("dx") ← select(greater(x, 0), dy, dy * (quantity("y") + setting("alpha")))
  }
}
