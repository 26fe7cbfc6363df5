package import Equations

extension Component {
  /// LAMB: Adam's step of each parameter, rescaled to the length of the parameter itself, for very large batches.
  ///
  /// The trust ratio ‖w‖/‖u‖ is 1 where either norm is 0.
  package static let lamb: Component = Component(
    name: "lamb",
    title: "LAMB, layer-wise adaptive moments",
    kind: .optimizer,
    sources: [
      "You et al., Large batch optimization for deep learning: training BERT in 76 minutes, ICLR 2020, algorithm 2 with φ(x) = x",
      "in no note; optax (lamb) is this; Keras leaves the decay out of the trust ratio",
    ],
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-6), .weightDecay(0)],
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake.squares("v", β2)
      KnownMistake(
        in: "update", "the decay is scaled by the root of v̂ too: it is added to the whole fraction",
        (quantity("mHat") + λ * previous(w)) / (sqrt(quantity("vHat")) + ε))
      KnownMistake(in: "trustRatio", "the two norms have changed places", norm(quantity("update")) / norm(previous(w)))
      KnownMistake(
        in: "trustRatio", "the squared norms are divided: their roots belong here",
        sum(square(previous(w)), over: .elements) / sum(square(quantity("update")), over: .elements))
      KnownMistake(
        in: "trustRatio", "the step is divided by its norm alone, and not scaled by that of the weights",
        1 / norm(quantity("update")))
      KnownMistake(
        in: "trustRatio", "all parameters share one ratio: each has its own",
        sqrt(sum(square(previous(w)), over: .elements, .parameters))
          / sqrt(sum(square(quantity("update")), over: .elements, .parameters)))
      KnownMistake(in: "trustRatio", "the ratio is cut at 1", min(1, norm(previous(w)) / norm(quantity("update"))))
      KnownMistake(
        in: "trustRatio", "the gradient's norm is taken, and it should be the update's", norm(previous(w)) / norm(g))
    },
    conventions: LambConvention.self
  ) { _ in
    let m = quantity("m")
    let v = quantity("v")
    let mHat = quantity("mHat")
    let vHat = quantity("vHat")
    let update = quantity("update")
    let trustRatio = quantity("trustRatio")

    m ← β1 * previous(m) + (1 - β1) * g
    v ← β2 * previous(v) + (1 - β2) * square(g)
    mHat ← m / (1 - pow(β1, t))
    vHat ← v / (1 - pow(β2, t))
    update ← mHat / (sqrt(vHat) + ε) + λ * previous(w)
    trustRatio
      ← select(
        greater(norm(previous(w)), 0) * greater(norm(update), 0), norm(previous(w)) / norm(update), 1)
    w ← previous(w) - η * trustRatio * update
  }
}

/// LAMB is written one way only.
package enum LambConvention: String, ConventionName {
  case plain

  package var rule: String { "the decay is inside the trust ratio" }
  package var taughtIn: [String] { [] }
}
