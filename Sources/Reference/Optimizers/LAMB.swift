package import Equations

private let (m, v, trustRatio) = (quantity("m"), quantity("v"), quantity("trustRatio"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")
private let update = quantity("update", symbol: "Δw")

extension Component {
  /// LAMB: Adam's step of each parameter, rescaled to the length of the parameter itself, for very large batches.
  ///
  /// The trust ratio ‖w‖/‖u‖ is 1 where either norm is 0.
  package static let lamb: Component = Component(
    name: "lamb", title: "LAMB, layer-wise adaptive moments", kind: .optimizer,
    conventions: .plain(rule: "the decay is inside the trust ratio"),
    equations: { _ in
      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g)
      mHat ← m / (1 - pow(β1, t))
      vHat ← v / (1 - pow(β2, t))
      update ← mHat / (sqrt(vHat) + ε) + λ * previous(w)
      trustRatio
        ← select(
          greater(norm(previous(w)), 0) * greater(norm(update), 0), norm(previous(w)) / norm(update), 1)
      w ← previous(w) - η * trustRatio * update
    },
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-6), .weightDecay(0)],
    sources: [
      "You et al., Large batch optimization for deep learning: training BERT in 76 minutes, ICLR 2020, algorithm 2 with φ(x) = x",
      "in no note; optax (lamb) is this; Keras leaves the decay out of the trust ratio",
    ],
    mistakes: { _ in
      KnownMistake.average(m, β1)
      KnownMistake.squares(v, β2)
    })
}
