package import Equations

private let (W, y, x, b) = (quantity("W"), quantity("y"), quantity("x"), quantity("b"))
private let (dy, dx, dW, db) = (gradient(of: y), gradient(of: x), gradient(of: W), gradient(of: b))

extension Component {
  /// Convolution along a sequence: one kernel of weights, laid over every stretch.
  package static let conv1D: Component = Component(
    name: "conv1D", title: "Convolution, 1-D", kind: .layer,
    conventions: .plain(rule: "cross-correlation: the kernel is not turned round; zeros on either side"),
    equations: { _ in
      y ← contract(window(x, kernel), W, over: "in", "kernel") + b
    },
    backward: { _ in
      dx ← fold(contract(dy, W, over: "out"), back: kernel, like: x)
      dW ← contract(dy, window(x, kernel), over: .batch, "length")
      db ← sum(dy, over: .batch, "length")
    },
    settings: [.stride(1), .padding],
    inputs: [
      Input(x, "a batch of sequences", axes: [.batch, "in", "length"]),
      Input(W, "the kernels", axes: ["out", "in", "kernel"]),
      Input(b, "a bias for each kernel", axes: ["out"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, "out", "length"]],
    sources: [
      "Waibel et al., Phoneme recognition using time-delay neural networks, 1989",
      "a cross-correlation, the kernel not turned round, as in PyTorch (Conv1d), JAX and Keras; W is [out, in, size]",
    ])

  private static let kernel = Window.laid("length", "kernel", over: W)
}
