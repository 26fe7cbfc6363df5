package import Equations

private let (patches, x, y) = (quantity("patches"), quantity("x"), quantity("y"))
private let (dx, dy) = (gradient(of: x), gradient(of: y))

extension Component {
  /// Max pooling of an image: each patch becomes its largest entry.
  package static let maxPool2D: Component = Component(
    name: "maxPool2D", title: "Max pooling, 2-D", kind: .layer,
    conventions: .plain(rule: "padding is −∞; of equal maxima the first takes the gradient"),
    equations: { _ in
      let rows = Pooling.kernel("height", "kernelHeight", fill: -.infinity)
      let columns = Pooling.kernel("width", "kernelWidth", fill: -.infinity)
      patches ← window(window(x, rows), columns)
      y ← max(patches, over: "kernelHeight", "kernelWidth")
    },
    backward: { _ in
      dx ← Pooling.image(from: select(marks, dy, 0), like: x)
    },
    settings: Pooling.settings,
    inputs: [
      Input(x, "a batch of images", axes: Pooling.image),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: Pooling.image],
    internals: [patches],
    requirements: Pooling.requirements,
    sources: [
      "Boureau, Ponce and LeCun, A theoretical analysis of feature pooling in visual recognition, 2010; PyTorch (MaxPool2d) and Keras (MaxPooling2D) agree",
      "of equal maxima the first takes the gradient, rows before columns",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the mean is taken: that is average pooling", .rule(of: "averagePool2D"),
        mean(patches, over: "kernelHeight", "kernelWidth"))
      KnownMistake(
        in: dx, "the gradient is shared out evenly, as average pooling does", .rule(of: "averagePool2D"),
        Pooling.image(from: spread(dy / square(setting("size")), like: patches), like: x))
      KnownMistake(
        in: dx, "where patches overlap, the last gradient overwrites the others: they are added up",
        .sample("24-maxPooling/overwritten"),
        Pooling.image(from: select(lastMarks, dy, 0), like: x))
    })

  /// 1 at the first of the largest entries of each patch.
  private static var marks: Expression {
    let flat = merge(patches, "kernelHeight", "kernelWidth", into: "kernel")
    let isFirst = oneHot(argmax(flat, along: "kernel"), as: "kernel", of: flat)
    return split(isFirst, "kernel", into: "kernelHeight", "kernelWidth", like: patches)
  }

  /// The same, but for those that a later patch has, too: powers of four, added up, show the last of them.
  private static var lastMarks: Expression {
    let order = positions(of: y, "height") * extent(of: y, "width") + positions(of: y, "width")
    let powers = Pooling.image(from: select(marks, pow(4, order), 0), like: x)
    let last = floor(log2(max(number(1.5) * powers, 1)) / 2)
    return marks * equal(Pooling.patches(last), order)
  }
}
