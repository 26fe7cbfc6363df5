package import Equations

extension Component {
  /// The sigmoid neuron's output: any number squeezed between 0 and 1.
  package static let sigmoid: Component = Component(
    name: "sigmoid",
    title: "Sigmoid",
    kind: .layer,
    sources: [
      "notes 002 and 004: σ(x) = 1/(1 + e⁻ˣ), its slope σ(1 − σ) in terms of the output; note 001's classifiers end in it",
      "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986, equation 2",
      "note 004 on saturation: the slope vanishes where the output is near 0 or 1",
    ],
    settings: [],
    inputs: activationInputs,
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "dx", "σ(1 − σ) is taken of the input as if it were the output",
        quantity("dy") * quantity("x") * (1 - quantity("x")))
      KnownMistake(
        in: "dx", "the sigmoid is applied to the output once more",
        quantity("dy") * Equations.sigmoid(quantity("y")) * (1 - Equations.sigmoid(quantity("y"))))
      KnownMistake(in: "y", "e⁻ˣ has the wrong sign: 1/(1 + eˣ) falls", Equations.sigmoid(-quantity("x")))
      KnownMistake(in: "y", "tanh is taken, which runs from −1 to 1", Equations.tanh(quantity("x")))
      KnownMistake(in: "dx", "dy is left out: the slope alone is returned", quantity("y") * (1 - quantity("y")))
      KnownMistake(in: "dx", "the slope of tanh is taken", quantity("dy") * (1 - square(quantity("y"))))
    },
    taughtIn: [.plain: ["001", "002", "004"]],
    conventions: ActivationConvention.self
  ) { _ in
    quantity("y") ← Equations.sigmoid(quantity("x"))
  } backward: { _ in
    let y = quantity("y")
    quantity("dx") ← quantity("dy") * y * (1 - y)
  }

  /// What an elementwise activation is given; its axes are those of whatever it is applied to.
  static let activationInputs = [
    Input("x", "the inputs, of any shape"), Input("dy", "the gradient of the loss at y, of the same shape"),
  ]
}

/// An activation without parameters is written one way only.
package enum ActivationConvention: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
}
