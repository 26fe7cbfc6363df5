package import Equations

private let (y, x) = (quantity("y"), quantity("x"))
private let (dx, dy) = (gradient(of: x), gradient(of: y))

extension Component {
  /// The hyperbolic tangent: a sigmoid between −1 and 1, centred on zero.
  package static let tanh: Component = Component(
    name: "tanh", title: "Hyperbolic tangent", kind: .layer, conventions: .plain(taughtIn: ["002", "004"]),
    equations: { _ in
      y ← Equations.tanh(x)
    },
    backward: { _ in
      dx ← dy * (1 - square(y))
    },
    inputs: activationInputs,
    sources: [
      "notes 002 and 004: the slope is 1 − tanh² in terms of the output; zero-centred, still saturating",
      "LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998, prefer it to σ for being centred",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the sigmoid is taken, which runs from 0 to 1", .rule(of: "sigmoid"), Equations.sigmoid(x))
      KnownMistake(
        in: dx, "the slope is taken of the input as if it were the output", .program, dy * (1 - square(x)))
      KnownMistake(
        in: dx, "tanh is applied to the output once more", .program, dy * (1 - square(Equations.tanh(y))))
      KnownMistake(
        in: dx, "the slope of the sigmoid is taken", .rule(of: "sigmoid"), dy * y * (1 - y))
    })
}
