package import Equations

private let (x, W, y, b) = (quantity("x"), quantity("W"), quantity("y"), quantity("b"))
private let (dy, dx, dW, db) = (gradient(of: y), gradient(of: x), gradient(of: W), gradient(of: b))

extension Component {
  /// Convolution of an image: one kernel of weights, laid over every patch.
  package static let conv2D: Component = Component(
    name: "conv2D", title: "Convolution, 2-D", kind: .layer,
    conventions: .plain(
      rule: "cross-correlation: the kernel is not turned round; zeros on either side", taughtIn: ["002", "003"]),
    equations: { _ in
      let patches = window(window(x, rows), columns)
      let weighted = contract(patches, W, over: "in", "kernelHeight", "kernelWidth")
      y ← weighted + b
    },
    backward: { _ in
      let patches = window(window(x, rows), columns)
      let dPatches = contract(dy, W, over: "out")
      dx ← fold(fold(dPatches, back: columns, like: x), back: rows, like: x)
      dW ← contract(dy, patches, over: .batch, "height", "width")
      db ← sum(dy, over: .batch, "height", "width")
    },
    settings: [.stride(1), .padding],
    inputs: [
      Input(x, "a batch of images", axes: [.batch, "in", "height", "width"]),
      Input(W, "the kernels", axes: ["out", "in", "kernelHeight", "kernelWidth"]),
      Input(b, "a bias for each kernel", axes: ["out"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, "out", "height", "width"]],
    sources: [
      "named in notes 002 (syllabus) and 003 (next week); LeCun et al., Gradient-based learning applied to document "
        + "recognition, 1998, section II",
      "a cross-correlation, as in PyTorch (Conv2d), JAX and Keras; W is [out, in, height, width]",
      "Keras's 'same' padding is uneven at stride 2; here both sides have as much",
    ],
    mistakes: { _ in
      let patches = window(window(x, rows), columns)
      KnownMistake(
        in: y, turnedRound, .program, contract(patches, turned(W), over: "in", "kernelHeight", "kernelWidth") + b)
      KnownMistake(
        in: dx, turnedRound, .program,
        fold(fold(contract(dy, turned(W), over: "out"), back: columns, like: x), back: rows, like: x))
      KnownMistake(
        in: dW, turnedRound, .program, turned(contract(dy, patches, over: .batch, "height", "width")))
    })

  private static let turnedRound = "the kernel is turned round, and should lie as it is: both indices run backwards"

  /// The kernels turned round.
  static func turned(_ kernel: Expression) -> Expression {
    let rows = extent(of: W, "kernelHeight") - 1 - positions(of: W, "kernelHeight")
    let columns = extent(of: W, "kernelWidth") - 1 - positions(of: W, "kernelWidth")
    return gather(gather(kernel, at: rows, along: "kernelHeight"), at: columns, along: "kernelWidth")
  }

  private static let rows = Window.laid("height", "kernelHeight", over: W)
  private static let columns = Window.laid("width", "kernelWidth", over: W)
}

extension Window {
  /// The stretches of an axis that a kernel of weights meets.
  static func laid(_ axis: Axis, _ kernel: Axis, over weights: Expression) -> Window {
    Window(
      axis, kernel: kernel, size: extent(of: weights, kernel), stride: setting("stride"), padding: setting("padding"))
  }
}
