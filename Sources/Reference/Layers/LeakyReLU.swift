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
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "below zero nothing is let through, as in a plain rectifier", max(quantity("x"), 0))
      KnownMistake(
        in: "y", "below zero the slope itself stands, not the slope times x",
        select(greater(quantity("x"), 0), quantity("x"), setting("slope")))
      KnownMistake(
        in: "y", "the slope is taken off, not multiplied",
        select(greater(quantity("x"), 0), quantity("x"), quantity("x") - setting("slope")))
      KnownMistake(
        in: "dx", "below zero nothing flows back, as in a plain rectifier",
        select(greater(quantity("x"), 0), quantity("dy"), 0))
      KnownMistake(
        in: "dx", "below zero the slope itself stands, not the slope times dy",
        select(greater(quantity("x"), 0), quantity("dy"), setting("slope")))
      KnownMistake(
        in: "dx", "the sign of dy decides: it is that of x",
        select(greater(quantity("dy"), 0), quantity("dy"), setting("slope") * quantity("dy")))
      KnownMistake(
        in: "dx", "below zero x stands where dy belongs",
        select(greater(quantity("x"), 0), quantity("dy"), setting("slope") * quantity("x")))
    },
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
