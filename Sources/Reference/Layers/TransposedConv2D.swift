package import Equations

private let (x, W, y, b) = (quantity("x"), quantity("W"), quantity("y"), quantity("b"))
private let (dy, dx, dW, db) = (gradient(of: y), gradient(of: x), gradient(of: W), gradient(of: b))

extension Component {
  /// Transposed convolution of an image: each entry lays the kernel, times itself, over a patch of the output.
  ///
  /// It is the way back of a convolution from its dy to its dx, and the other way round.
  package static let transposedConv2D: Component = Component(
    name: "transposedConv2D", title: "Transposed convolution, 2-D", kind: .layer,
    conventions: .plain(rule: "(n − 1)·s − 2p + k places for n; the kernel is not turned round"),
    equations: { _ in
      y ← laid(contract(x, W, over: "in")) + b
    },
    backward: { _ in
      dx ← contract(patches, W, over: "out", "kernelHeight", "kernelWidth")
      dW ← contract(x, patches, over: .batch, "height", "width")
      db ← sum(dy, over: .batch, "height", "width")
    },
    settings: [.stride(2), .padding],
    inputs: [
      Input(x, "a batch of images", axes: [.batch, "in", "height", "width"]),
      Input(W, "the kernels", axes: ["in", "out", "kernelHeight", "kernelWidth"]),
      Input(b, "a bias for each output channel", axes: ["out"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, "out", "height", "width"]],
    requirements: [
      narrower("padding, below the kernel's height,", "kernelHeight"),
      narrower("padding, below the kernel's width,", "kernelWidth"),
    ],
    sources: [
      "Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, chapter 4; in no note",
      "PyTorch (ConvTranspose2d without output padding): W is [in, out, height, width]; Keras (Conv2DTranspose, valid) "
        + "keeps [height, width, out, in]",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the kernel is turned round, and should lie as it is: only a convolution of the widened input turns it",
        .source("chapter 4"), laid(contract(x, turned(W), over: "in")) + b)
    })

  private static let rows = Window.laid("height", "kernelHeight", over: W)
  private static let columns = Window.laid("width", "kernelWidth", over: W)
  private static let patches = window(window(dy, rows), columns)
  private static func narrower(_ subject: String, _ kernel: Axis) -> Requirement {
    Requirement(subject, setting("padding"), .atMost, extent(of: W, kernel) - 1)
  }

  private static func laid(_ patches: Expression) -> Expression {
    fold(fold(patches, back: columns, like: places), back: rows, like: places)
  }

  /// Something with as many rows and columns as the output.
  private static let places = counted("height", "kernelHeight") * counted("width", "kernelWidth")

  /// As many zeros along an axis as the output has places: a kernel that steps by 1 leaves n + 2p − k + 1 places, with
  /// as much padding as there are places to be.
  private static func counted(_ axis: Axis, _ kernel: Axis) -> Expression {
    let length = (extent(of: x, axis) - 1) * setting("stride") - 2 * setting("padding") + extent(of: W, kernel)
    let place = 0 * positions(of: x, axis)
    return sum(
      window(
        place, Window(axis, kernel: kernel, size: extent(of: x, axis) + length + 1, stride: 1, padding: length)),
      over: kernel)
  }
}
