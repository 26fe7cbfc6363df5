package import Equations

extension Component {
  /// Self-attention, one head: every position asks all others, and takes a mean of their values.
  package static let attention: Component = Component(
    name: "attention",
    title: "Self-attention",
    kind: .layer,
    sources: [
      "Vaswani et al., Attention is all you need, 2017, equation 1: softmax(qkᵀ/√d)·v",
      "no biases and no output projection; PyTorch (scaled_dot_product_attention)",
    ],
    settings: [],
    inputs: [
      Input("x", "a batch of sequences", axes: sequence),
      Input("Wq", "weights of the queries", axes: ["depth", "features"]),
      Input("Wk", "weights of the keys", axes: ["depth", "features"]),
      Input("Wv", "weights of the values", axes: ["out", "features"]),
      Input("dy", "the gradient of the loss at y", axes: [.batch, .time, "out"]),
    ],
    axes: [
      "q": [.batch, .time, "depth"], "k": [.batch, "key", "depth"], "v": [.batch, "key", "out"], "scores": pairs,
      "e": pairs, "attention": pairs, "y": [.batch, .time, "out"],
      "dv": [.batch, "key", "out"], "dattention": pairs, "dscores": pairs, "dq": [.batch, .time, "depth"],
      "dk": [.batch, "key", "depth"], "dx": sequence, "dWq": ["depth", "features"], "dWk": ["depth", "features"],
      "dWv": ["out", "features"],
    ],
    internals: ["e", "dattention"],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "scores", "the scores are not divided by √d", contract(quantity("q"), quantity("k"), over: "depth"))
      KnownMistake(
        in: "scores", "the scores are divided by d: its root belongs here",
        contract(quantity("q"), quantity("k"), over: "depth") / extent(of: quantity("q"), "depth"))
      KnownMistake(
        in: "scores", "the scores are divided by the root of the sequence's length: it is that of the keys' size",
        contract(quantity("q"), quantity("k"), over: "depth") / sqrt(extent(of: quantity("q"), .time)))
      KnownMistake(
        in: "attention", "the softmax runs over the queries: each query's weights add up to 1",
        quantity("e") / sum(quantity("e"), over: .time))
      KnownMistake(in: "attention", "the exponentials are not divided by their sum", quantity("e"))
      KnownMistake(
        in: "y", "all values are averaged: the attention weights them",
        mean(quantity("v"), over: "key") + 0 * sum(quantity("attention"), over: "key"))
      KnownMistake(
        in: "dscores", "only the diagonal of the softmax's Jacobian is taken",
        quantity("attention") * (1 - quantity("attention")) * quantity("dattention"))
      KnownMistake(
        in: "dq", "1/√d is forgotten on the way back", contract(quantity("dscores"), quantity("k"), over: "key"))
      KnownMistake(
        in: "dk", "1/√d is forgotten on the way back", contract(quantity("dscores"), quantity("q"), over: .time))
    },
    conventions: AttentionConvention.self
  ) { convention in
    let (q, k, v) = (quantity("q"), quantity("k"), quantity("v"))
    let (scores, e) = (quantity("scores"), quantity("e"))
    q ← contract(quantity("x"), quantity("Wq"), over: "features")
    k ← contract(asKeys, quantity("Wk"), over: "features")
    v ← contract(asKeys, quantity("Wv"), over: "features")
    scores ← contract(q, k, over: "depth") / sqrt(extent(of: q, "depth"))
    switch convention {
    case .whole: e ← exp(scores - max(scores, over: "key"))
    case .causal:
      // The largest of all scores bounds those that are seen; what comes later has no weight.
      let isSeen = atLeast(positions(of: q, .time), positions(of: k, "key"))
      let largest = max(select(isSeen, scores, -.init(.number(.infinity))), over: "key")
      e ← select(isSeen, exp(min(scores - largest, 0)), 0)
    }
    quantity("attention") ← e / sum(e, over: "key")
    quantity("y") ← contract(quantity("attention"), v, over: "key")
  } backward: { _ in
    let (x, dy, weights) = (quantity("x"), quantity("dy"), quantity("attention"))
    let (dq, dk, dv) = (quantity("dq"), quantity("dk"), quantity("dv"))
    let (dweights, dscores) = (quantity("dattention"), quantity("dscores"))
    dv ← contract(weights, dy, over: .time)
    dweights ← contract(dy, quantity("v"), over: "out")
    dscores ← weights * (dweights - sum(dweights * weights, over: "key"))
    let scaled = dscores / sqrt(extent(of: quantity("q"), "depth"))
    dq ← contract(scaled, quantity("k"), over: "key")
    dk ← contract(scaled, quantity("q"), over: .time)
    let fromKeys = contract(dk, quantity("Wk"), over: "depth") + contract(dv, quantity("Wv"), over: "out")
    quantity("dx") ← contract(dq, quantity("Wq"), over: "depth") + fromKeys.renamed("key", to: .time)
    quantity("dWq") ← contract(dq, x, over: .batch, .time)
    quantity("dWk") ← contract(dk, asKeys, over: .batch, "key")
    quantity("dWv") ← contract(dv, asKeys, over: .batch, "key")
  }

  private static let sequence: [Axis] = [.batch, .time, "features"]
  private static let pairs: [Axis] = [.batch, .time, "key"]
  /// The sequence as what is asked, where its positions have another name than those that ask.
  private static let asKeys = quantity("x").renamed(.time, to: "key")
}

/// Which positions are seen.
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
