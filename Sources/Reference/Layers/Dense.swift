package import Equations

private let (x, W, b, y) = (quantity("x"), quantity("W"), quantity("b"), quantity("y"))
private let (dy, dx, dW, db) = (gradient(of: y), gradient(of: x), gradient(of: W), gradient(of: b))

extension Component {
  /// The dense layer: every output is a weighted sum of all inputs, and a bias.
  package static let dense: Component = Component(
    name: "dense", title: "Dense layer", kind: .layer,
    conventions: .plain(
      rule: "y = xWᵀ + b; gradients are summed over the batch", taughtIn: ["001", "002", "003", "004"]),
    equations: { _ in
      y ← contract(x, W, over: "in") + b
    },
    backward: { _ in
      dx ← contract(dy, W, over: "out")
      dW ← contract(dy, x, over: .batch)
      db ← sum(dy, over: .batch)
    },
    inputs: [
      Input(x, "a batch of inputs", axes: [.batch, "in"]),
      Input(W, "weights, a row for each output", axes: ["out", "in"]),
      Input(b, "biases", axes: ["out"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, "out"]],
    // The product with a row of ones, for those who have a product at hand.
    forms: { _ in [db: [contract(0 * positions(of: dy, .batch) + 1, dy, over: .batch)]] },
    sources: [
      "note 002 (the linear neuron, y = Wx + b) and notes 001, 003 and 004 (layers of a network)",
      "Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, 1986",
      "W is [out, in], as in PyTorch; Keras keeps its transpose, [in, out]",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the bias b is missing", .sample("20-dense/biasForgotten"), contract(x, W, over: "in"))
      KnownMistake(
        in: y, "the bias is added once for each input: once is enough", .program,
        contract(x, W, over: "in") + b * extent(of: x, "in"))
      KnownMistake(
        in: y, "a rectifier is applied: a dense layer by itself is linear", .rule(of: "relu"),
        max(contract(x, W, over: "in") + b, 0))
      KnownMistake(
        in: dW, "the gradient is divided by the number of examples: the loss has done so already",
        .sample("20-dense/averagedGradients"), contract(dy, x, over: .batch) / extent(of: x, .batch))
      KnownMistake(
        in: db, "the gradient is divided by the number of examples: the loss has done so already",
        .sample("20-dense/averagedGradients"), sum(dy, over: .batch) / extent(of: dy, .batch))
    })
}
