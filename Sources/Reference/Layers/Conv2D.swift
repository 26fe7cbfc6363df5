package import Equations

extension Component {
  /// Convolution of an image: one kernel of weights, laid over every patch.
  package static let conv2D: Component = Component(
    name: "conv2D",
    title: "Convolution, 2-D",
    kind: .layer,
    sources: [
      "named in notes 002 (syllabus) and 003 (next week); LeCun et al., Gradient-based learning applied to document "
        + "recognition, 1998, section II",
      "a cross-correlation, as in PyTorch (Conv2d), JAX and Keras; W is [out, in, height, width]",
      "Keras's 'same' padding is uneven at stride 2; here both sides have as much",
    ],
    settings: [.stride(1), .padding],
    inputs: [
      Input("x", "a batch of images", axes: [.batch, "in", "height", "width"]),
      Input("W", "the kernels", axes: ["out", "in", "kernelHeight", "kernelWidth"]),
      Input("b", "a bias for each kernel", axes: ["out"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "out", "height", "width"]),
    ],
    axes: [
      "y": [.batch, "out", "height", "width"], "dx": [.batch, "in", "height", "width"],
      "dW": ["out", "in", "kernelHeight", "kernelWidth"], "db": ["out"],
    ],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the bias b is missing",
        contract(window(window(quantity("x"), rows), columns), quantity("W"), over: "in", "kernelHeight", "kernelWidth")
      )
      KnownMistake(
        in: "y", "the sum is divided by the channels: they are added up",
        contract(window(window(quantity("x"), rows), columns), quantity("W"), over: "in", "kernelHeight", "kernelWidth")
          / extent(of: quantity("x"), "in") + quantity("b"))
      KnownMistake(
        in: "y", "the bias is added once for each channel: once is enough",
        contract(window(window(quantity("x"), rows), columns), quantity("W"), over: "in", "kernelHeight", "kernelWidth")
          + quantity("b") * extent(of: quantity("x"), "in"))
      KnownMistake(
        in: "dW", "the gradient is averaged over the examples",
        contract(quantity("dy"), window(window(quantity("x"), rows), columns), over: .batch, "height", "width")
          / extent(of: quantity("x"), .batch))
      KnownMistake(
        in: "db", "the gradient is averaged over the examples",
        sum(quantity("dy"), over: .batch, "height", "width") / extent(of: quantity("dy"), .batch))
      KnownMistake(
        in: "db", "the gradient is averaged over the pixels: every pixel adds to it",
        sum(quantity("dy"), over: .batch, "height", "width")
          / (extent(of: quantity("dy"), "height") * extent(of: quantity("dy"), "width")))
    },
    taughtIn: [.plain: ["002", "003"]],
    conventions: ConvolutionConvention.self
  ) { _ in
    let patches = window(window(quantity("x"), rows), columns)
    let weighted = contract(patches, quantity("W"), over: "in", "kernelHeight", "kernelWidth")
    quantity("y") ← weighted + quantity("b")
  } backward: { _ in
    let (x, W, dy) = (quantity("x"), quantity("W"), quantity("dy"))
    let patches = window(window(x, rows), columns)
    let dPatches = contract(dy, W, over: "out")
    quantity("dx") ← fold(fold(dPatches, back: columns, like: x), back: rows, like: x)
    quantity("dW") ← contract(dy, patches, over: .batch, "height", "width")
    quantity("db") ← sum(dy, over: .batch, "height", "width")
  }

  private static let rows = side("height", "kernelHeight")
  private static let columns = side("width", "kernelWidth")

  private static func side(_ axis: Axis, _ kernel: Axis) -> Window {
    Window(
      axis, kernel: kernel, size: extent(of: quantity("W"), kernel), stride: setting("stride"),
      padding: setting("padding"))
  }
}
