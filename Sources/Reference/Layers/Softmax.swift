package import Equations

private let (x, e, y) = (quantity("x"), quantity("e"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// The softmax: numbers as shares of 1; a larger number has a larger share.
  package static let softmax: Component = Component(
    name: "softmax", title: "Softmax", kind: .layer,
    conventions: .plain(rule: "over the classes of each example", taughtIn: ["002"]),
    equations: { _ in
      e ← exp(x - max(x, over: "classes"))
      y ← e / sum(e, over: "classes")
    },
    backward: { _ in
      dx ← y * (dy - sum(dy * y, over: "classes"))
    },
    inputs: [
      Input(x, "a batch of scores", axes: [.batch, "classes"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [e: [.batch, "classes"], y: [.batch, "classes"]],
    internals: [e],
    sources: [
      "note 002 (the output of the elephant/dog classifier)",
      "Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990",
      "the row's largest entry is taken off first, or e¹⁰⁰⁰ overflows; PyTorch, JAX and Keras do the same",
    ],
    mistakes: { _ in
      KnownMistake(
        in: dx, "only the diagonal of the Jacobian is taken: each output depends on every input", .program,
        dy * y * (1 - y))
      KnownMistake(
        in: y, "the exponentials are divided by the sum over the whole batch: each example has its own", .program,
        e / sum(e, over: .batch, "classes"))
    })
}
