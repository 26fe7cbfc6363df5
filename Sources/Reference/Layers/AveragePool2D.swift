package import Equations

extension Component {
  /// Average pooling of an image: each patch becomes its mean.
  package static let averagePool2D: Component = Component(
    name: "averagePool2D",
    title: "Average pooling, 2-D",
    kind: .layer,
    sources: [
      "LeCun et al., Gradient-based learning applied to document recognition, 1998, section II",
      "PyTorch (AvgPool2d) counts the padding's zeros in the mean, Keras's 'same' padding does not",
    ],
    settings: Pooling.settings,
    inputs: [
      Input("x", "a batch of images", axes: Pooling.image),
      Input("dy", "the gradient of the loss at y", axes: Pooling.image),
    ],
    axes: ["y": Pooling.image, "dx": Pooling.image],
    internals: ["count"],
    conventions: AveragePoolConvention.self
  ) { convention in
    let (x, count) = (quantity("x"), quantity("count"))
    switch convention {
    case .paddingCounted: count ← square(setting("size"))
    case .paddingUncounted:
      let ones = Pooling.ones(x, "height") * Pooling.ones(x, "width")
      count ← sum(Pooling.patches(ones), over: "kernelHeight", "kernelWidth")
    }
    quantity("y") ← sum(Pooling.patches(x), over: "kernelHeight", "kernelWidth") / count
  } backward: { _ in
    let x = quantity("x")
    // Every entry of a patch receives the same share.
    let share = quantity("dy") / quantity("count") + 0 * Pooling.patches(x)
    quantity("dx") ← Pooling.image(from: share, like: x)
  }
}
