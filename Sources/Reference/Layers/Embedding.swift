package import Equations

extension Component {
  /// The embedding: a row of a table for each word's number.
  package static let embedding: Component = Component(
    name: "embedding",
    title: "Embedding",
    kind: .layer,
    sources: [
      "note 001 (the text classifier: embedding, average pooling, dense, sigmoid)",
      "Bengio et al., A neural probabilistic language model, 2003",
      "PyTorch (Embedding) and Keras: a number that occurs twice adds up in dW",
    ],
    settings: [],
    inputs: [
      Input(
        "indices", "the words' numbers, counted from 0", axes: [.batch, .time], in: .classes(along: "vocabulary")),
      Input("W", "the table, a row for each word", axes: ["vocabulary", "features"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, .time, "features"]),
    ],
    axes: ["y": [.batch, .time, "features"], "dW": ["vocabulary", "features"]],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the words are counted from 1: the table's first row has the number 0",
        gather(quantity("W"), at: max(quantity("indices") - 1, 0), along: "vocabulary"))
      KnownMistake(
        in: "y", "the first word's row stands for all words",
        gather(
          quantity("W"), at: gather(quantity("indices"), at: 0, along: .time) + 0 * quantity("indices"),
          along: "vocabulary"))
      KnownMistake(
        in: "y", "the rows of a sentence are averaged: that is the pooling layer's work",
        mean(gather(quantity("W"), at: quantity("indices"), along: "vocabulary"), over: .time) + 0
          * gather(quantity("W"), at: quantity("indices"), along: "vocabulary"))
      KnownMistake(
        in: "dW", "the gradient is averaged over the sentences",
        contract(oneHot(quantity("indices"), as: "vocabulary", of: quantity("W")), quantity("dy"), over: .batch, .time)
          / extent(of: quantity("dy"), .batch))
      KnownMistake(
        in: "dW", "every row receives the gradients of all words: only a word's own row does",
        sum(quantity("dy"), over: .batch, .time) + 0 * quantity("W"))
      KnownMistake(
        in: "dW", "the gradient is divided by the number of words",
        contract(oneHot(quantity("indices"), as: "vocabulary", of: quantity("W")), quantity("dy"), over: .batch, .time)
          / extent(of: quantity("dy"), .time))
    },
    conventions: EmbeddingConvention.self
  ) { _ in
    quantity("y") ← gather(quantity("W"), at: quantity("indices"), along: "vocabulary")
  } backward: { _ in
    let occurs = oneHot(quantity("indices"), as: "vocabulary", of: quantity("W"))
    quantity("dW") ← contract(occurs, quantity("dy"), over: .batch, .time)
  }
}

/// The embedding is written one way only.
package enum EmbeddingConvention: String, ConventionName {
  case plain

  package var rule: String { "words are numbered from 0" }
  package var taughtIn: [String] { ["001"] }
}
