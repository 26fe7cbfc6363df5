package import Equations

private let (z, x, W, b, y) = (quantity("z"), quantity("x"), quantity("W"), quantity("b"), quantity("y"))
private let (dz, dy, dx, dW) = (gradient(of: z), gradient(of: y), gradient(of: x), gradient(of: W))
private let db = gradient(of: b)

extension Component {
  /// Maxout: the largest of several linear pieces, all of them learned.
  package static let maxout: Component = Component(
    name: "maxout", title: "Maxout", kind: .layer,
    conventions: .plain(rule: "as many pieces as W has", taughtIn: ["004"]),
    equations: { _ in
      z ← contract(x, W, over: "in") + b
      y ← max(z, over: "pieces")
    },
    backward: { _ in
      dz ← select(oneHot(argmax(z, along: "pieces"), as: "pieces", of: z), dy, 0)
      dx ← contract(dz, W, over: "pieces", "out")
      dW ← contract(dz, x, over: .batch)
      db ← sum(dz, over: .batch)
    },
    inputs: [
      Input(x, "a batch of inputs", axes: [.batch, "in"]),
      Input(W, "the pieces' weights", axes: ["pieces", "out", "in"]),
      Input(b, "the pieces' biases", axes: ["pieces", "out"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [z: [.batch, "pieces", "out"], y: [.batch, "out"]],
    internals: [z, dz],
    sources: [
      "note 004: max(w₁ᵀx + b₁, w₂ᵀx + b₂); Goodfellow et al., Maxout networks, 2013, section 2",
      "of equal pieces the first takes the gradient",
    ])
}
