package import Equations

private let (y, x) = (quantity("y"), quantity("x"))
private let (dx, dy) = (gradient(of: x), gradient(of: y))

extension Component {
  /// The rectified linear unit: negative inputs become 0.
  package static let relu: Component = Component(
    name: "relu", title: "Rectified linear unit", kind: .layer, conventions: .plain(taughtIn: ["001", "002", "004"]),
    equations: { _ in
      y ← max(x, 0)
    },
    backward: { _ in
      dx ← select(greater(x, 0), dy, 0)
    },
    inputs: activationInputs,
    sources: [
      "notes 001 (in code), 002 and 004 (with dead ReLUs); Nair and Hinton, Rectified linear units improve RBMs, 2010",
      "the subgradient at 0 is 0, as in PyTorch, JAX and Keras",
    ],
    mistakes: { _ in
      KnownMistake(
        in: dx, "dy is left out: the slope alone is returned", .program, greater(x, 0))
    })
}
