package import Equations

private let (x, count, y) = (quantity("x"), quantity("count"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// Average pooling along a sequence: each stretch becomes its mean.
  package static let averagePool1D: Component = Component(
    name: "averagePool1D", title: "Average pooling, 1-D", kind: .layer,
    conventions: .each(AveragePoolConvention.self, taughtIn: [.paddingCounted: ["001"]]),
    equations: { convention in
      let kernel = Pooling.kernel("length", "kernel")
      switch convention {
      case .paddingCounted: count ← setting("size")
      case .paddingUncounted: count ← sum(window(Pooling.ones(x, "length"), kernel), over: "kernel")
      }
      y ← sum(window(x, kernel), over: "kernel") / count
    },
    backward: { _ in
      let kernel = Pooling.kernel("length", "kernel")
      // Every entry of a stretch receives the same share.
      let share = spread(dy / count, like: window(x, kernel))
      dx ← fold(share, back: kernel, like: x)
    },
    settings: Pooling.settings,
    inputs: [
      Input(x, "a batch of sequences", axes: Pooling.sequence),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: Pooling.sequence],
    internals: [count],
    requirements: Pooling.requirements,
    sources: [
      "note 001 (the text classifier: the mean over all words); PyTorch (AvgPool1d), Keras (AveragePooling1D)",
      "PyTorch counts the padding's zeros in the mean, Keras's 'same' padding does not",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the largest entry is taken: that is max pooling", .rule(of: "maxPool1D"),
        max(window(x, Pooling.kernel("length", "kernel")), over: "kernel"))
    })
}
