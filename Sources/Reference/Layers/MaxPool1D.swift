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
