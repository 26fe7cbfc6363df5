package import Equations

private let (stretches, x, y) = (quantity("stretches"), quantity("x"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// Max pooling along a sequence: each stretch becomes its largest entry.
  package static let maxPool1D: Component = Component(
    name: "maxPool1D", title: "Max pooling, 1-D", kind: .layer,
    conventions: .plain(rule: "padding is −∞; of equal maxima the first takes the gradient"),
    equations: { _ in
      stretches ← window(x, Pooling.kernel("length", "kernel", fill: -.infinity))
      y ← max(stretches, over: "kernel")
    },
    backward: { _ in
      let isFirst = oneHot(argmax(stretches, along: "kernel"), as: "kernel", of: stretches)
      let share = select(isFirst, dy, 0)
      dx ← fold(share, back: Pooling.kernel("length", "kernel"), like: x)
    },
    settings: Pooling.settings,
    inputs: [
      Input(x, "a batch of sequences", axes: Pooling.sequence),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: Pooling.sequence],
    internals: [stretches],
    requirements: Pooling.requirements,
    sources: ["PyTorch (MaxPool1d) and Keras (MaxPooling1D) agree, ties included"],
    mistakes: { _ in
      KnownMistake(
        in: y, "the mean is taken: that is average pooling", .rule(of: "averagePool1D"), mean(stretches, over: "kernel")
      )
      KnownMistake(
        in: dx, "the gradient is shared out evenly, as average pooling does", .rule(of: "averagePool1D"),
        fold(
          spread(dy / setting("size"), like: stretches), back: Pooling.kernel("length", "kernel"),
          like: x))
    })
}
