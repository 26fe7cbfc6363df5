package import Equations

extension Component {
  /// AdaBelief: Adam that divides by how far gradients stray from their average, not by how large they are.
  package static let adabelief: Component = Component(
    name: "adabelief",
    title: "AdaBelief",
    kind: .optimizer,
    sources: [
      "Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, NeurIPS 2020, algorithm 2",
      "in no note; optax (adabelief) is this, with 1e-16 for both constants; εᵣ is added to v at every step and stays in it",
    ],
    settings: [
      .learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-16),
      .init("epsilonRoot", "εᵣ", default: 1e-16, in: .nonNegative),
    ],
    conventions: AdabeliefConvention.self
  ) { _ in
    let m = quantity("m")
    let v = quantity("v")
    let mHat = quantity("mHat")
    let vHat = quantity("vHat")

    m ← β1 * previous(m) + (1 - β1) * g
    v ← β2 * previous(v) + (1 - β2) * square(g - m) + setting("epsilonRoot")
    mHat ← m / (1 - pow(β1, t))
    vHat ← v / (1 - pow(β2, t))
    w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
  }
}

/// AdaBelief is written one way only.
package enum AdabeliefConvention: String, ConventionName {
  case plain

  package var rule: String { "εᵣ is added into v, ε beside the root" }
  package var taughtIn: [String] { [] }
}
