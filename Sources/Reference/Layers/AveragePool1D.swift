package import Equations

extension Component {
  /// Average pooling along a sequence: each stretch becomes its mean.
  package static let averagePool1D: Component = Component(
    name: "averagePool1D",
    title: "Average pooling, 1-D",
    kind: .layer,
    sources: [
      "note 001 (the text classifier: the mean over all words); PyTorch (AvgPool1d), Keras (AveragePooling1D)",
      "PyTorch counts the padding's zeros in the mean, Keras's 'same' padding does not",
    ],
    settings: Pooling.settings,
    inputs: [
      Input("x", "a batch of sequences", axes: Pooling.sequence),
      Input("dy", "the gradient of the loss at y", axes: Pooling.sequence),
    ],
    axes: ["y": Pooling.sequence, "dx": Pooling.sequence],
    internals: ["count"],
    requirements: Pooling.requirements,
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the entries are added up and not averaged",
        sum(window(quantity("x"), Pooling.kernel("length", "kernel")), over: "kernel"))
      KnownMistake(
        in: "y", "the largest entry is taken: that is max pooling",
        max(window(quantity("x"), Pooling.kernel("length", "kernel")), over: "kernel"))
      KnownMistake(
        in: "y", "the entries are divided by the stride, and not by how many they are",
        sum(window(quantity("x"), Pooling.kernel("length", "kernel")), over: "kernel") / setting("stride"))
      KnownMistake(
        in: "dx", "every entry receives the whole gradient: each has its share of it",
        fold(
          quantity("dy") + 0 * window(quantity("x"), Pooling.kernel("length", "kernel")),
          back: Pooling.kernel("length", "kernel"), like: quantity("x")))
      KnownMistake(
        in: "dx", "the gradient is divided by the stride, and not by how many entries share it",
        fold(
          quantity("dy") / setting("stride") + 0 * window(quantity("x"), Pooling.kernel("length", "kernel")),
          back: Pooling.kernel("length", "kernel"), like: quantity("x")))
      KnownMistake(
        in: "dx", "the gradient is multiplied by the entries: a mean's slope does not depend on them",
        fold(
          quantity("dy") / quantity("count") * window(quantity("x"), Pooling.kernel("length", "kernel")),
          back: Pooling.kernel("length", "kernel"), like: quantity("x")))
    },
    taughtIn: [.paddingCounted: ["001"]],
    conventions: AveragePoolConvention.self
  ) { convention in
    let (x, count) = (quantity("x"), quantity("count"))
    let kernel = Pooling.kernel("length", "kernel")
    switch convention {
    case .paddingCounted: count ← setting("size")
    case .paddingUncounted: count ← sum(window(Pooling.ones(x, "length"), kernel), over: "kernel")
    }
    quantity("y") ← sum(window(x, kernel), over: "kernel") / count
  } backward: { _ in
    let x = quantity("x")
    let kernel = Pooling.kernel("length", "kernel")
    // Every entry of a stretch receives the same share.
    let share = quantity("dy") / quantity("count") + 0 * window(x, kernel)
    quantity("dx") ← fold(share, back: kernel, like: x)
  }
}
