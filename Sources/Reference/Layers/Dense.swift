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
