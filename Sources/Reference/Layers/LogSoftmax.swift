package import Equations

private let (x, centred, y) = (quantity("x"), quantity("centred"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// The logarithm of the softmax, without the softmax: no share is too small for it.
  package static let logSoftmax: Component = Component(
    name: "logSoftmax", title: "Logarithm of the softmax", kind: .layer,
    conventions: .plain(rule: "over the classes of each example"),
    equations: { _ in
      centred ← x - max(x, over: "classes")
      y ← centred - log(sum(exp(centred), over: "classes"))
    },
    backward: { _ in
      dx ← dy - exp(y) * sum(dy, over: "classes")
    },
    inputs: [
      Input(x, "a batch of scores", axes: [.batch, "classes"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [centred: [.batch, "classes"], y: [.batch, "classes"]],
    internals: [centred],
    sources: ["in no note by itself; PyTorch (LogSoftmax), JAX (log_softmax)"],
    mistakes: { _ in
      KnownMistake(
        in: y, "the softmax itself is returned: its logarithm is asked for", .rule(of: "softmax"),
        exp(centred) / sum(exp(centred), over: "classes"))
    })
}
