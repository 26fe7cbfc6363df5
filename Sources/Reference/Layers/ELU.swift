package import Equations

private let (x, y) = (quantity("x"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// The exponential linear unit: below 0 it levels off at −α.
  package static let elu: Component = Component(
    name: "elu", title: "Exponential linear unit", kind: .layer, conventions: .plain(taughtIn: ["004"]),
    equations: { _ in
      // The exponential is not used for a positive input, and may overflow there. The slope at 0 is that of x.
      y ← select(greater(x, 0), x, setting("alpha") * expm1(min(0, x)))
    },
    backward: { _ in
      dx ← select(greater(x, 0), dy, dy * (y + setting("alpha")))
    },
    settings: [Hyperparameter("alpha", "α", default: 1, in: .real, general: 0.7)],
    inputs: activationInputs,
    sources: [
      "named in note 004; Clevert, Unterthiner and Hochreiter, Fast and accurate deep network learning by ELUs, 2016",
      "at 0 the slope is α, as in PyTorch",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "below zero the line goes on, as in a leaky rectifier", .rule(of: "leakyReLU"),
        select(greater(x, 0), x, setting("alpha") * x))
      KnownMistake(
        in: dx, "below zero nothing flows back, as in a plain rectifier", .rule(of: "relu"),
        select(greater(x, 0), dy, 0))
    })
}
