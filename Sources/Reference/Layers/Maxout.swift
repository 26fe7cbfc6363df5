package import Equations

extension Component {
  /// Maxout: the largest of several linear pieces, which are all learned.
  package static let maxout: Component = Component(
    name: "maxout",
    title: "Maxout",
    kind: .layer,
    sources: [
      "note 004: max(w₁ᵀx + b₁, w₂ᵀx + b₂); Goodfellow et al., Maxout networks, 2013, section 2",
      "of equal pieces the first takes the gradient",
    ],
    settings: [],
    inputs: [
      Input("x", "a batch of inputs", axes: [.batch, "in"]),
      Input("W", "the pieces' weights", axes: ["pieces", "out", "in"]),
      Input("b", "the pieces' biases", axes: ["pieces", "out"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, "out"]),
    ],
    axes: [
      "z": [.batch, "pieces", "out"], "y": [.batch, "out"], "dz": [.batch, "pieces", "out"],
      "dx": [.batch, "in"], "dW": ["pieces", "out", "in"], "db": ["pieces", "out"],
    ],
    internals: ["z", "dz"],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the pieces are added up: the largest of them is wanted", sum(quantity("z"), over: "pieces"))
      KnownMistake(
        in: "y", "the pieces are averaged: the largest of them is wanted", mean(quantity("z"), over: "pieces"))
      KnownMistake(in: "y", "the smallest piece is taken", -max(-quantity("z"), over: "pieces"))
      KnownMistake(
        in: "y", "nothing below zero is let through, as if a rectifier came after",
        max(max(quantity("z"), over: "pieces"), 0))
      KnownMistake(
        in: "dW", "all pieces learn from every example: only the largest does",
        contract(quantity("dy"), quantity("x"), over: .batch) + 0 * quantity("W"))
      KnownMistake(
        in: "db", "all pieces learn from every example: only the largest does",
        sum(quantity("dy"), over: .batch) + 0 * quantity("b"))
      KnownMistake(
        in: "dW", "the gradient is averaged over the examples",
        contract(quantity("dz"), quantity("x"), over: .batch) / extent(of: quantity("x"), .batch))
    },
    conventions: MaxoutConvention.self
  ) { _ in
    let z = quantity("z")
    z ← contract(quantity("x"), quantity("W"), over: "in") + quantity("b")
    quantity("y") ← max(z, over: "pieces")
  } backward: { _ in
    let (z, dz) = (quantity("z"), quantity("dz"))
    dz ← select(oneHot(argmax(z, along: "pieces"), as: "pieces", of: z), quantity("dy"), 0)
    quantity("dx") ← contract(dz, quantity("W"), over: "pieces", "out")
    quantity("dW") ← contract(dz, quantity("x"), over: .batch)
    quantity("db") ← sum(dz, over: .batch)
  }
}

/// Maxout is written one way only.
package enum MaxoutConvention: String, ConventionName {
  case plain

  package var rule: String { "as many pieces as W has" }
  package var taughtIn: [String] { ["004"] }
}
