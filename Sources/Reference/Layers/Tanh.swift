package import Equations

extension Component {
  /// The hyperbolic tangent: a sigmoid between −1 and 1, centred on zero.
  package static let tanh: Component = Component(
    name: "tanh",
    title: "Hyperbolic tangent",
    kind: .layer,
    sources: [
      "notes 002 and 004: the slope is 1 − tanh² in terms of the output; zero-centred, still saturating",
      "LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998, prefer it to σ for being centred",
    ],
    settings: [],
    inputs: activationInputs,
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "the sigmoid is taken, which runs from 0 to 1", Equations.sigmoid(quantity("x")))
      KnownMistake(in: "y", "e⁻²ˣ is e⁻ˣ: that is tanh of half the input", Equations.tanh(quantity("x") / 2))
      KnownMistake(
        in: "dx", "the slope is taken of the input as if it were the output",
        quantity("dy") * (1 - square(quantity("x"))))
      KnownMistake(
        in: "dx", "tanh is applied to the output once more",
        quantity("dy") * (1 - square(Equations.tanh(quantity("y")))))
      KnownMistake(in: "dx", "the slope of the sigmoid is taken", quantity("dy") * quantity("y") * (1 - quantity("y")))
      KnownMistake(in: "dx", "dy is left out: the slope alone is returned", 1 - square(quantity("y")))
    },
    taughtIn: [.plain: ["002", "004"]],
    conventions: ActivationConvention.self
  ) { _ in
    quantity("y") ← Equations.tanh(quantity("x"))
  } backward: { _ in
    quantity("dx") ← quantity("dy") * (1 - square(quantity("y")))
  }
}
