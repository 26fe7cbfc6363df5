package import Equations

private let (m, v) = (quantity("m"), quantity("v"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")

extension Component {
  /// AdaBelief: Adam that divides by the distance of gradients from their average, not by their size.
  package static let adabelief: Component = Component(
    name: "adabelief", title: "AdaBelief", kind: .optimizer,
    conventions: .plain(rule: "εᵣ is added into v, ε beside the root"),
    equations: { _ in
      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g - m) + setting("epsilonRoot")
      mHat ← m / (1 - pow(β1, t))
      vHat ← v / (1 - pow(β2, t))
      w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
    },
    settings: [
      .learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-16),
      .init("epsilonRoot", "εᵣ", default: 1e-16, in: .nonNegative, general: 0.01),
    ],
    sources: [
      "Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, NeurIPS 2020, algorithm 2",
      "in no note; optax (adabelief) is this, with 1e-16 for both constants; εᵣ is added to v at every step and stays in it",
    ],
    mistakes: { _ in
      KnownMistake.average(m, β1)
      KnownMistake(
        in: v, "the gradient is squared, as in Adam: AdaBelief squares how far it is from its average",
        .rule(of: "adam"), β2 * previous(v) + (1 - β2) * square(g) + setting("epsilonRoot"))
    })
}
