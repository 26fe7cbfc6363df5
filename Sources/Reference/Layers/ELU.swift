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
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "1 is not taken off the exponential",
        select(greater(quantity("x"), 0), quantity("x"), setting("alpha") * exp(min(quantity("x"), 0))))
      KnownMistake(
        in: "y", "α stands inside the exponential",
        select(greater(quantity("x"), 0), quantity("x"), exp(setting("alpha") * min(quantity("x"), 0)) - 1))
      KnownMistake(
        in: "y", "below zero the line goes on, as in a leaky rectifier",
        select(greater(quantity("x"), 0), quantity("x"), setting("alpha") * quantity("x")))
      KnownMistake(
        in: "dx", "α is not added to the output: below zero the slope is y + α",
        select(greater(quantity("x"), 0), quantity("dy"), quantity("dy") * quantity("y")))
      KnownMistake(
        in: "dx", "1 is added to the output, which is right for α = 1 only",
        select(greater(quantity("x"), 0), quantity("dy"), quantity("dy") * (quantity("y") + 1)))
      KnownMistake(
        in: "dx", "below zero nothing flows back, as in a plain rectifier",
        select(greater(quantity("x"), 0), quantity("dy"), 0))
      KnownMistake(
        in: "dx", "the slope is taken of y as if it were x once more",
        select(greater(quantity("x"), 0), quantity("dy"), quantity("dy") * setting("alpha") * exp(quantity("y"))))
    },
    taughtIn: [.plain: ["004"]],
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
