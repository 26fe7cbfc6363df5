package import Equations

extension Component {
  /// Max pooling of an image: each patch becomes its largest entry.
  package static let maxPool2D: Component = Component(
    name: "maxPool2D",
    title: "Max pooling, 2-D",
    kind: .layer,
    sources: [
      "Boureau, Ponce and LeCun, A theoretical analysis of feature pooling in visual recognition, 2010; PyTorch (MaxPool2d) and Keras (MaxPooling2D) agree",
      "of equal maxima the first takes the gradient, rows before columns",
    ],
    settings: Pooling.settings,
    inputs: [
      Input("x", "a batch of images", axes: Pooling.image),
      Input("dy", "the gradient of the loss at y", axes: Pooling.image),
    ],
    axes: ["y": Pooling.image, "dx": Pooling.image],
    internals: ["patches"],
    requirements: Pooling.requirements,
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the mean is taken: that is average pooling",
        mean(quantity("patches"), over: "kernelHeight", "kernelWidth"))
      KnownMistake(
        in: "y", "the smallest entry is taken", -max(-quantity("patches"), over: "kernelHeight", "kernelWidth"))
      KnownMistake(
        in: "y", "the magnitudes are compared: −3 is less than 1",
        max(abs(quantity("patches")), over: "kernelHeight", "kernelWidth"))
      KnownMistake(
        in: "y", "nothing below zero is let through, as if a rectifier came first",
        max(max(quantity("patches"), over: "kernelHeight", "kernelWidth"), 0))
      KnownMistake(
        in: "dx", "every entry receives the gradient: only the largest does",
        Pooling.image(from: quantity("dy") + 0 * quantity("patches"), like: quantity("x")))
      KnownMistake(
        in: "dx", "the gradient is shared out evenly, as average pooling does",
        Pooling.image(from: quantity("dy") / square(setting("size")) + 0 * quantity("patches"), like: quantity("x")))
    },
    conventions: MaxPoolConvention.self
  ) { _ in
    let rows = Pooling.kernel("height", "kernelHeight", fill: -.infinity)
    let columns = Pooling.kernel("width", "kernelWidth", fill: -.infinity)
    quantity("patches") ← window(window(quantity("x"), rows), columns)
    quantity("y") ← max(quantity("patches"), over: "kernelHeight", "kernelWidth")
  } backward: { _ in
    let patches = quantity("patches")
    let flat = merge(patches, "kernelHeight", "kernelWidth", into: "kernel")
    let isFirst = oneHot(argmax(flat, along: "kernel"), as: "kernel", of: flat)
    let marks = split(isFirst, "kernel", into: "kernelHeight", "kernelWidth", like: patches)
    quantity("dx") ← Pooling.image(from: select(marks, quantity("dy"), 0), like: quantity("x"))
  }
}
