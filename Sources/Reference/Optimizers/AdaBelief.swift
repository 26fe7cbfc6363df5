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
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake(
        in: "v", "the gradient is squared, as in Adam: AdaBelief squares how far it is from its average",
        β2 * previous(quantity("v")) + (1 - β2) * square(g) + setting("epsilonRoot"))
      KnownMistake(
        in: "v", "the average before this gradient is taken off: m is updated first",
        β2 * previous(quantity("v")) + (1 - β2) * square(g - previous(quantity("m"))) + setting("epsilonRoot"))
      KnownMistake(
        in: "v", "the corrected average is taken off: the raw one belongs here",
        β2 * previous(quantity("v")) + (1 - β2) * square(g - quantity("m") / (1 - pow(β1, t))) + setting("epsilonRoot"))
      KnownMistake(
        in: "v", "squares are taken before the difference",
        β2 * previous(quantity("v")) + (1 - β2) * abs(square(g) - square(quantity("m"))) + setting("epsilonRoot"))
      KnownMistake(
        in: "v", "the old v goes into the deviation too",
        square(β2 * previous(quantity("v")) + (1 - β2) * (g - quantity("m"))) + setting("epsilonRoot"))
    },
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
