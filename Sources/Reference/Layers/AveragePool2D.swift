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
    requirements: Pooling.requirements,
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the entries are added up and not averaged",
        sum(Pooling.patches(quantity("x")), over: "kernelHeight", "kernelWidth"))
      KnownMistake(
        in: "y", "the largest entry is taken: that is max pooling",
        max(Pooling.patches(quantity("x")), over: "kernelHeight", "kernelWidth"))
      KnownMistake(
        in: "y", "the entries are divided by the stride, and not by how many they are",
        sum(Pooling.patches(quantity("x")), over: "kernelHeight", "kernelWidth") / setting("stride"))
      KnownMistake(
        in: "dx", "every entry receives the whole gradient: each has its share of it",
        Pooling.image(from: quantity("dy") + 0 * Pooling.patches(quantity("x")), like: quantity("x")))
      KnownMistake(
        in: "dx", "the gradient is divided by the stride, and not by how many entries share it",
        Pooling.image(
          from: quantity("dy") / setting("stride") + 0 * Pooling.patches(quantity("x")), like: quantity("x")))
      KnownMistake(
        in: "dx", "the gradient is multiplied by the entries: a mean's slope does not depend on them",
        Pooling.image(from: quantity("dy") / quantity("count") * Pooling.patches(quantity("x")), like: quantity("x")))
      KnownMistake(
        in: "y", "the sum is divided by the size of one side, and not by both",
        sum(Pooling.patches(quantity("x")), over: "kernelHeight", "kernelWidth") / setting("size"))
    },
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
