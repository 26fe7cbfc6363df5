package import Equations

private let (x, count, y) = (quantity("x"), quantity("count"), quantity("y"))
private let (dy, dx) = (gradient(of: y), gradient(of: x))

extension Component {
  /// Average pooling of an image: each patch becomes its mean.
  package static let averagePool2D: Component = Component(
    name: "averagePool2D", title: "Average pooling, 2-D", kind: .layer, conventions: .each(AveragePoolConvention.self),
    equations: { convention in
      switch convention {
      case .paddingCounted: count ← square(setting("size"))
      case .paddingUncounted:
        let ones = Pooling.ones(x, "height") * Pooling.ones(x, "width")
        count ← sum(Pooling.patches(ones), over: "kernelHeight", "kernelWidth")
      }
      y ← sum(Pooling.patches(x), over: "kernelHeight", "kernelWidth") / count
    },
    backward: { _ in
      // Every entry of a patch receives the same share.
      let share = spread(dy / count, like: Pooling.patches(x))
      dx ← Pooling.image(from: share, like: x)
    },
    settings: Pooling.settings,
    inputs: [
      Input(x, "a batch of images", axes: Pooling.image),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: Pooling.image],
    internals: [count],
    requirements: Pooling.requirements,
    sources: [
      "LeCun et al., Gradient-based learning applied to document recognition, 1998, section II",
      "PyTorch (AvgPool2d) counts the padding's zeros in the mean, Keras's 'same' padding does not",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the largest entry is taken: that is max pooling", .rule(of: "maxPool2D"),
        max(Pooling.patches(x), over: "kernelHeight", "kernelWidth"))
    })
}
