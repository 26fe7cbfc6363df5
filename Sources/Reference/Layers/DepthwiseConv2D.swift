package import Equations

private let (x, W, y, b) = (quantity("x"), quantity("W"), quantity("y"), quantity("b"))
private let (dy, dx, dW, db) = (gradient(of: y), gradient(of: x), gradient(of: W), gradient(of: b))

extension Component {
  /// Depthwise convolution of an image: each channel has a kernel of its own, and nothing is summed over channels.
  package static let depthwiseConv2D: Component = Component(
    name: "depthwiseConv2D", title: "Depthwise convolution, 2-D", kind: .layer,
    conventions: .plain(rule: "a kernel for each channel, not turned round; zeros on either side"),
    equations: { _ in
      y ← contract(patches, W, over: "kernelHeight", "kernelWidth") + b
    },
    backward: { _ in
      dx ← fold(fold(dy * W, back: columns, like: x), back: rows, like: x)
      dW ← contract(dy, patches, over: .batch, "height", "width")
      db ← sum(dy, over: .batch, "height", "width")
    },
    settings: [.stride(1), .padding],
    inputs: [
      Input(x, "a batch of images", axes: image),
      Input(W, "a kernel for each channel", axes: ["channels", "kernelHeight", "kernelWidth"]),
      Input(b, "a bias for each channel", axes: ["channels"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: image],
    sources: [
      "Howard et al., MobileNets, 2017, equation 3; in no note",
      "PyTorch (Conv2d with groups = channels, whose W is [channels, 1, height, width]) and Keras (DepthwiseConv2D with "
        + "depth_multiplier 1); a cross-correlation in both",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the channels are summed up, as an ordinary convolution does: each stays by itself", .rule(of: "conv2D"),
        spread(contract(patches, W, over: "channels", "kernelHeight", "kernelWidth"), like: b) + b)
    })

  private static let image: [Axis] = [.batch, "channels", "height", "width"]
  private static let rows = Window.laid("height", "kernelHeight", over: W)
  private static let columns = Window.laid("width", "kernelWidth", over: W)
  private static let patches = window(window(x, rows), columns)
}
