package import Equations

extension Component {
  /// The exponential linear unit: below 0 it levels off at −α.
  package static let elu: Component = Component(
    name: "elu",
    title: "Exponential linear unit",
    kind: .layer,
    sources: [
      "note 004; Clevert, Unterthiner and Hochreiter, Fast and accurate deep network learning by ELUs, 2016, eq. 15",
      "at 0 the slope is α, as in PyTorch",
    ],
    settings: [Hyperparameter("alpha", "α", default: 1, in: .real)],
    inputs: activationInputs,
    conventions: ActivationConvention.self
  ) { _ in
    let x = quantity("x")
    // The exponential of a large positive input is never wanted, and may overflow; the slope at 0 is that of x.
    quantity("y") ← select(greater(x, 0), x, setting("alpha") * expm1(min(0, x)))
  } backward: { _ in
    let (x, dy) = (quantity("x"), quantity("dy"))
    quantity("dx") ← select(greater(x, 0), dy, dy * (quantity("y") + setting("alpha")))
  }
}
