package import Equations

extension Component {
  /// Convolution along a sequence: one kernel of weights, laid over every stretch.
  package static let conv1D: Component = Component(
    name: "conv1D",
    title: "Convolution, 1-D",
    kind: .layer,
    sources: [
      "Waibel et al., Phoneme recognition using time-delay neural networks, 1989",
      "a cross-correlation, the kernel not turned round, as in PyTorch (Conv1d), JAX and Keras; W is [out, in, size]",
    ],
    settings: [.stride(1), .padding],
    inputs: [
      Input("x", "a batch of sequences", axes: [.batch, "in", "length"]),
      Input("W", "the kernels", axes: ["out", "in", "kernel"]),
      Input("b", "a bias for each kernel", axes: ["out"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "out", "length"]),
    ],
    axes: [
      "y": [.batch, "out", "length"], "dx": [.batch, "in", "length"], "dW": ["out", "in", "kernel"], "db": ["out"],
    ],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the bias b is missing", contract(window(quantity("x"), kernel), quantity("W"), over: "in", "kernel"))
      KnownMistake(
        in: "y", "the bias is added once for each entry of the kernel: once is enough",
        contract(window(quantity("x"), kernel), quantity("W"), over: "in", "kernel") + quantity("b")
          * extent(of: quantity("W"), "kernel"))
      KnownMistake(
        in: "y", "the sum is divided by the kernel's length: a convolution is no mean",
        contract(window(quantity("x"), kernel), quantity("W"), over: "in", "kernel")
          / extent(of: quantity("W"), "kernel") + quantity("b"))
      KnownMistake(
        in: "y", "the channels are averaged: they are added up",
        contract(window(quantity("x"), kernel), quantity("W"), over: "in", "kernel") / extent(of: quantity("x"), "in")
          + quantity("b"))
      KnownMistake(
        in: "dW", "the gradient is averaged over the examples",
        contract(quantity("dy"), window(quantity("x"), kernel), over: .batch, "length")
          / extent(of: quantity("x"), .batch))
      KnownMistake(
        in: "dW", "the gradient is averaged over the places: every place adds to it",
        contract(quantity("dy"), window(quantity("x"), kernel), over: .batch, "length")
          / extent(of: quantity("dy"), "length"))
      KnownMistake(
        in: "db", "the gradient is averaged over the places: every place adds to it",
        sum(quantity("dy"), over: .batch, "length") / extent(of: quantity("dy"), "length"))
      KnownMistake(
        in: "db", "the gradient is averaged over the examples",
        sum(quantity("dy"), over: .batch, "length") / extent(of: quantity("dy"), .batch))
    },
    conventions: ConvolutionConvention.self
  ) { _ in
    let W = quantity("W")
    quantity("y") ← contract(window(quantity("x"), kernel), W, over: "in", "kernel") + quantity("b")
  } backward: { _ in
    let (x, W, dy) = (quantity("x"), quantity("W"), quantity("dy"))
    quantity("dx") ← fold(contract(dy, W, over: "out"), back: kernel, like: x)
    quantity("dW") ← contract(dy, window(x, kernel), over: .batch, "length")
    quantity("db") ← sum(dy, over: .batch, "length")
  }

  private static let kernel = Window(
    "length", kernel: "kernel", size: extent(of: quantity("W"), "kernel"), stride: setting("stride"),
    padding: setting("padding"))
}

/// Convolution in all libraries is a cross-correlation.
package enum ConvolutionConvention: String, ConventionName {
  case plain

  package var rule: String { "cross-correlation: the kernel is not turned round; zeros on either side" }
}
