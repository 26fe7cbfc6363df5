package import Equations

extension Component {
  /// Max pooling along a sequence: each stretch becomes its largest entry.
  package static let maxPool1D: Component = Component(
    name: "maxPool1D",
    title: "Max pooling, 1-D",
    kind: .layer,
    sources: ["PyTorch (MaxPool1d) and Keras (MaxPooling1D) agree, ties included"],
    settings: Pooling.settings,
    inputs: [
      Input("x", "a batch of sequences", axes: Pooling.sequence),
      Input("dy", "the gradient of the loss at y", axes: Pooling.sequence),
    ],
    axes: ["y": Pooling.sequence, "dx": Pooling.sequence],
    internals: ["stretches"],
    requirements: Pooling.requirements,
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "the mean is taken: that is average pooling", mean(quantity("stretches"), over: "kernel"))
      KnownMistake(in: "y", "the smallest entry is taken", -max(-quantity("stretches"), over: "kernel"))
      KnownMistake(
        in: "y", "the magnitudes are compared: −3 is less than 1", max(abs(quantity("stretches")), over: "kernel"))
      KnownMistake(
        in: "y", "nothing below zero is let through, as if a rectifier came first",
        max(max(quantity("stretches"), over: "kernel"), 0))
      KnownMistake(
        in: "dx", "every entry receives the gradient: only the largest does",
        fold(quantity("dy") + 0 * quantity("stretches"), back: Pooling.kernel("length", "kernel"), like: quantity("x")))
      KnownMistake(
        in: "dx", "the gradient is shared out evenly, as average pooling does",
        fold(
          quantity("dy") / setting("size") + 0 * quantity("stretches"), back: Pooling.kernel("length", "kernel"),
          like: quantity("x")))
    },
    conventions: MaxPoolConvention.self
  ) { _ in
    let stretches = quantity("stretches")
    stretches ← window(quantity("x"), Pooling.kernel("length", "kernel", fill: -.infinity))
    quantity("y") ← max(stretches, over: "kernel")
  } backward: { _ in
    let stretches = quantity("stretches")
    let isFirst = oneHot(argmax(stretches, along: "kernel"), as: "kernel", of: stretches)
    let share = select(isFirst, quantity("dy"), 0)
    quantity("dx") ← fold(share, back: Pooling.kernel("length", "kernel"), like: quantity("x"))
  }
}
