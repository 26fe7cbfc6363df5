package import Equations

private let (y, W, indices) = (quantity("y"), quantity("W"), quantity("indices"))
private let (dW, dy) = (gradient(of: W), gradient(of: y))

extension Component {
  /// The embedding: a row of a table for each word's number.
  package static let embedding: Component = Component(
    name: "embedding", title: "Embedding", kind: .layer,
    conventions: .plain(rule: "words are numbered from 0", taughtIn: ["001"]),
    equations: { _ in
      y ← gather(W, at: indices, along: "vocabulary")
    },
    backward: { _ in
      let occurs = oneHot(indices, as: "vocabulary", of: W)
      dW ← contract(occurs, dy, over: .batch, .time)
    },
    inputs: [
      Input(indices, "the words' numbers, counted from 0", axes: [.batch, .time], in: .classes(along: "vocabulary")),
      Input(W, "the table, a row for each word", axes: ["vocabulary", "features"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [y: [.batch, .time, "features"]],
    sources: [
      "note 001 (the text classifier: embedding, average pooling, dense, sigmoid)",
      "Bengio et al., A neural probabilistic language model, 2003",
      "PyTorch (Embedding) and Keras: a number that occurs twice adds up in dW",
    ],
    mistakes: { _ in
      KnownMistake(
        in: y, "the rows of a sentence are averaged: that is the pooling layer's work", .rule(of: "averagePool1D"),
        spread(mean(gather(W, at: indices, along: "vocabulary"), over: .time), like: indices))
    })
}
