package import Equations

extension Component {
  /// The softmax: numbers as shares of 1, the larger the more.
  package static let softmax: Component = Component(
    name: "softmax",
    title: "Softmax",
    kind: .layer,
    sources: [
      "note 002 (the output of the elephant/dog classifier)",
      "Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990",
      "the row's largest entry is taken off first, or e¹⁰⁰⁰ overflows; PyTorch, JAX and Keras do the same",
    ],
    settings: [],
    inputs: [
      Input("x", "a batch of scores", axes: [.batch, "classes"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "classes"]),
    ],
    axes: ["e": [.batch, "classes"], "y": [.batch, "classes"], "dx": [.batch, "classes"]],
    internals: ["e"],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "dx", "only the diagonal of the Jacobian is taken: each output depends on every input",
        quantity("dy") * quantity("y") * (1 - quantity("y")))
      KnownMistake(
        in: "y", "the exponentials are divided by the sum over the whole batch: each example has its own",
        quantity("e") / sum(quantity("e"), over: .batch, "classes"))
      KnownMistake(
        in: "y", "the scores themselves are divided by their sum, without an exponential",
        quantity("x") / sum(quantity("x"), over: "classes"))
      KnownMistake(in: "y", "the largest score becomes 1: the sum of all should", quantity("e"))
      KnownMistake(
        in: "dx", "y − 1 stands there: that is the slope of a cross entropy with this output",
        quantity("y") * (quantity("y") - 1))
      KnownMistake(
        in: "dx", "the mean is taken off, not the mean weighted with y",
        quantity("y") * (quantity("dy") - mean(quantity("dy"), over: "classes")))
    },
    conventions: SoftmaxConvention.self
  ) { _ in
    let (x, e) = (quantity("x"), quantity("e"))
    e ← exp(x - max(x, over: "classes"))
    quantity("y") ← e / sum(e, over: "classes")
  } backward: { _ in
    let (y, dy) = (quantity("y"), quantity("dy"))
    quantity("dx") ← y * (dy - sum(dy * y, over: "classes"))
  }
}

/// The softmax is written one way only; its stable form gives the same numbers.
package enum SoftmaxConvention: String, ConventionName {
  case plain

  package var rule: String { "over the classes of each example" }
  package var taughtIn: [String] { ["002"] }
}
