package import Equations

private let (x, y) = (quantity("x"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// The leaky rectified linear unit: a small slope instead of 0 where the input is negative.
  package static let leakyReLU: Component = Component(
    name: "leakyReLU", title: "Leaky rectified linear unit", kind: .layer,
    conventions: .plain(taughtIn: ["002", "004"]),
    equations: { _ in
      y ← select(greater(x, 0), x, setting("slope") * x)
    },
    backward: { _ in
      dx ← select(greater(x, 0), dy, setting("slope") * dy)
    },
    settings: [Hyperparameter("slope", "m", default: 0.01, in: .real, general: 0.2)],
    inputs: activationInputs,
    sources: [
      "note 004 (slope 0.01) and note 002 (slope m); Maas, Hannun and Ng, Rectifier nonlinearities, 2013",
      "the subgradient at 0 is the slope, as in PyTorch; Keras's default slope is 0.3",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "below zero nothing is let through, as in a plain rectifier", .rule(of: "relu"), max(x, 0))
      KnownMistake(
        in: dx, "below zero nothing flows back, as in a plain rectifier", .rule(of: "relu"),
        select(greater(x, 0), dy, 0))
    })
}
