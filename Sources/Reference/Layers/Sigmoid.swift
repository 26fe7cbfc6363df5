package import Equations

private let (y, x) = (quantity("y"), quantity("x"))
private let (dx, dy) = (gradient(of: x), gradient(of: y))

extension Component {
  /// The sigmoid neuron's output: any number squeezed between 0 and 1.
  package static let sigmoid: Component = Component(
    name: "sigmoid", title: "Sigmoid", kind: .layer, conventions: .plain(taughtIn: ["001", "002", "004"]),
    equations: { _ in
      y ← Equations.sigmoid(x)
    },
    backward: { _ in
      dx ← dy * y * (1 - y)
    },
    inputs: activationInputs,
    sources: [
      "notes 002 and 004: σ(x) = 1/(1 + e⁻ˣ), its slope σ(1 − σ) in terms of the output; note 001's classifiers end in it",
      "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986, equation 2",
      "note 004 on saturation: the slope vanishes where the output is near 0 or 1",
    ],
    mistakes: { _ in
      KnownMistake(
        in: dx, "σ(1 − σ) is taken of the input as if it were the output", .program, dy * x * (1 - x))
      KnownMistake(
        in: dx, "the sigmoid is applied to the output once more", .program,
        dy * Equations.sigmoid(y) * (1 - Equations.sigmoid(y)))
      KnownMistake(
        in: y, "tanh is taken, which runs from −1 to 1", .rule(of: "tanh"), Equations.tanh(x))
      KnownMistake(
        in: dx, "the slope of tanh is taken", .rule(of: "tanh"), dy * (1 - square(y)))
    })

  /// The inputs of an elementwise activation, which takes any shape.
  static let activationInputs = [
    Input(x, "the inputs, of any shape"), Input(dy, "the gradient of the loss at y, of the same shape"),
  ]
}
