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
    taughtIn: [.plain: ["002", "004"]],
    conventions: ActivationConvention.self
  ) { _ in
    quantity("y") ← Equations.tanh(quantity("x"))
  } backward: { _ in
    quantity("dx") ← quantity("dy") * (1 - square(quantity("y")))
  }
}
