package import Equations

private let (q, k, v, scores, e) = (quantity("q"), quantity("k"), quantity("v"), quantity("scores"), quantity("e"))
private let (x, Wq, Wk, Wv) = (quantity("x"), quantity("Wq"), quantity("Wk"), quantity("Wv"))
private let (weights, y) = (quantity("attention"), quantity("y"))
private let (dy, dq, dk, dv) = (gradient(of: y), gradient(of: q), gradient(of: k), gradient(of: v))
private let (dweights, dscores, dx) = (gradient(of: weights), gradient(of: scores), gradient(of: x))
private let (dWq, dWk, dWv) = (gradient(of: Wq), gradient(of: Wk), gradient(of: Wv))

extension Component {
  /// Self-attention, one head: every position queries all others, and takes a mean of their values.
  package static let attention: Component = Component(
    name: "attention", title: "Self-attention", kind: .layer, conventions: .each(AttentionConvention.self),
    equations: { convention in
      q ← contract(x, Wq, over: "features")
      k ← contract(asKeys, Wk, over: "features")
      v ← contract(asKeys, Wv, over: "features")
      scores ← contract(q, k, over: "depth") / sqrt(extent(of: q, "depth"))
      switch convention {
      case .whole: e ← exp(scores - max(scores, over: "key"))
      case .causal:
        // The largest of all scores bounds those that are seen. Later positions have no weight.
        let isSeen = atLeast(positions(of: q, .time), positions(of: k, "key"))
        let largest = max(select(isSeen, scores, -.init(.number(.infinity))), over: "key")
        e ← select(isSeen, exp(min(scores - largest, 0)), 0)
      }
      weights ← e / sum(e, over: "key")
      y ← contract(weights, v, over: "key")
    },
    backward: { _ in
      dv ← contract(weights, dy, over: .time)
      dweights ← contract(dy, v, over: "out")
      dscores ← weights * (dweights - sum(dweights * weights, over: "key"))
      let scaled = dscores / sqrt(extent(of: q, "depth"))
      dq ← contract(scaled, k, over: "key")
      dk ← contract(scaled, q, over: .time)
      let fromKeys = contract(dk, Wk, over: "depth") + contract(dv, Wv, over: "out")
      dx ← contract(dq, Wq, over: "depth") + fromKeys.renamed("key", to: .time)
      dWq ← contract(dq, x, over: .batch, .time)
      dWk ← contract(dk, asKeys, over: .batch, "key")
      dWv ← contract(dv, asKeys, over: .batch, "key")
    },
    inputs: [
      Input(x, "a batch of sequences", axes: sequence),
      Input(Wq, "weights of the queries", axes: ["depth", "features"]),
      Input(Wk, "weights of the keys", axes: ["depth", "features"]),
      Input(Wv, "weights of the values", axes: ["out", "features"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [
      q: [.batch, .time, "depth"], k: [.batch, "key", "depth"], v: [.batch, "key", "out"], scores: pairs, e: pairs,
      weights: pairs, y: [.batch, .time, "out"],
    ],
    internals: [e, dweights],
    sources: [
      "Vaswani et al., Attention is all you need, 2017, equation 1: softmax(qkᵀ/√d)·v",
      "no biases and no output projection; PyTorch (scaled_dot_product_attention)",
    ])

  private static let sequence: [Axis] = [.batch, .time, "features"]
  private static let pairs: [Axis] = [.batch, .time, "key"]
  /// The sequence as keys: its positions have another name than those of the queries.
  private static let asKeys = x.renamed(.time, to: "key")
}

/// The positions that are seen.
package enum AttentionConvention: String, ConventionName {
  case whole, causal

  package var rule: String {
    switch self {
    case .whole: "every position sees all others"
    case .causal: "no position sees a later one"
    }
  }

  package var taughtIn: [String] { [] }
}
