package import Equations

extension Component {
  /// The dense layer: every output is a weighted sum of all inputs, and a bias.
  package static let dense: Component = Component(
    name: "dense",
    title: "Dense layer",
    kind: .layer,
    sources: [
      "note 002 (the linear neuron, y = Wx + b) and notes 001, 003 and 004 (layers of a network)",
      "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986",
      "W is [out, in], as in PyTorch; Keras keeps its transpose, [in, out]",
    ],
    settings: [],
    inputs: [
      Input("x", "a batch of inputs", axes: [.batch, "in"]),
      Input("W", "weights, a row for each output", axes: ["out", "in"]),
      Input("b", "biases", axes: ["out"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "out"]),
    ],
    axes: ["y": [.batch, "out"], "dx": [.batch, "in"], "dW": ["out", "in"], "db": ["out"]],
    mistakes: KnownMistake.list {
      KnownMistake(in: "y", "the bias b is missing", contract(quantity("x"), quantity("W"), over: "in"))
      KnownMistake(
        in: "y", "the bias is added to the first example only",
        contract(quantity("x"), quantity("W"), over: "in")
          + select(equal(positions(of: quantity("x"), .batch), 0), quantity("b"), 0))
      KnownMistake(
        in: "y", "the bias is added once for each input: once is enough",
        contract(quantity("x"), quantity("W"), over: "in") + quantity("b") * extent(of: quantity("x"), "in"))
      KnownMistake(
        in: "y", "a rectifier is applied: a dense layer by itself is linear",
        max(contract(quantity("x"), quantity("W"), over: "in") + quantity("b"), 0))
      KnownMistake(
        in: "dW", "the gradient is divided by the number of examples: the loss has done so already",
        contract(quantity("dy"), quantity("x"), over: .batch) / extent(of: quantity("x"), .batch))
      KnownMistake(
        in: "db", "the gradient is divided by the number of examples: the loss has done so already",
        sum(quantity("dy"), over: .batch) / extent(of: quantity("dy"), .batch))
      KnownMistake(
        in: "db", "all outputs share one gradient: each has its own",
        sum(quantity("dy"), over: .batch, "out") + 0 * quantity("b"))
      KnownMistake(
        in: "db", "the gradient is that of a bias added once for each input",
        sum(quantity("dy"), over: .batch) * extent(of: quantity("x"), "in"))
    },
    conventions: DenseConvention.self
  ) { _ in
    let (x, W, b) = (quantity("x"), quantity("W"), quantity("b"))
    quantity("y") ← contract(x, W, over: "in") + b
  } backward: { _ in
    let dy = quantity("dy")
    quantity("dx") ← contract(dy, quantity("W"), over: "out")
    quantity("dW") ← contract(dy, quantity("x"), over: .batch)
    quantity("db") ← sum(dy, over: .batch)
  }
}

/// The dense layer is written one way only.
package enum DenseConvention: String, ConventionName {
  case plain

  package var rule: String { "y = xWᵀ + b; gradients are summed over the batch" }
  package var taughtIn: [String] { ["001", "002", "003", "004"] }
}
