package import Equations

extension Component {
  /// AdaMax: Adam with the largest recent gradient u, a decaying infinity norm, in place of the root of v̂.
  package static let adamax: Component = Component(
    name: "adamax",
    title: "AdaMax",
    kind: .optimizer,
    sources: [
      "Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 2 (plain)",
      "note 003 names it",
      "PyTorch and optax are epsilonInMax; Keras is epsilonInDenominator",
    ],
    settings: [.learningRate(0.002), .beta1(0.9), .beta2(0.999), .epsilon(1e-8)],
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake(
        in: "infinityNorm", "the two are added: the larger of them is wanted", only: ["plain", "epsilonInDenominator"],
        β2 * previous(quantity("infinityNorm")) + abs(g))
      KnownMistake(
        in: "infinityNorm", "an average of magnitudes is taken: the larger of the two is wanted",
        only: ["plain", "epsilonInDenominator"], β2 * previous(quantity("infinityNorm")) + (1 - β2) * abs(g))
      KnownMistake(
        in: "infinityNorm", "an average of squares is taken, as Adam's v: AdaMax has a maximum",
        β2 * previous(quantity("infinityNorm")) + (1 - β2) * square(g))
      KnownMistake(
        in: "infinityNorm", "the norm never forgets: the old one is multiplied by β₂",
        only: ["plain", "epsilonInDenominator"], max(previous(quantity("infinityNorm")), abs(g)))
      KnownMistake(
        in: "infinityNorm", "the largest element stands for all of them: each has its own",
        only: ["plain", "epsilonInDenominator"],
        max(β2 * previous(quantity("infinityNorm")), max(abs(g), over: .elements)))
      KnownMistake(
        in: "infinityNorm", "ε is added to the maximum, and should be to the magnitude before it",
        only: ["epsilonInMax"], max(β2 * previous(quantity("infinityNorm")), abs(g)) + ε)
      KnownMistake(
        in: "weights", "u is corrected for its start: a maximum needs no correction", only: ["plain"],
        previous(w) - η / (1 - pow(β1, t)) * quantity("m") / (quantity("infinityNorm") / (1 - pow(β2, t))))
      KnownMistake(
        in: "weights", "the root of u is taken: u is no square", only: ["plain"],
        previous(w) - η / (1 - pow(β1, t)) * quantity("m") / sqrt(quantity("infinityNorm")))
    },
    conventions: AdamaxConvention.self
  ) { convention in
    let m = quantity("m")
    let u = quantity("infinityNorm")

    m ← β1 * previous(m) + (1 - β1) * g
    switch convention {
    case .plain:
      u ← max(β2 * previous(u), abs(g))
      w ← previous(w) - η / (1 - pow(β1, t)) * m / u
    case .epsilonInMax:
      u ← max(β2 * previous(u), abs(g) + ε)
      w ← previous(w) - η / (1 - pow(β1, t)) * m / u
    case .epsilonInDenominator:
      u ← max(β2 * previous(u), abs(g))
      w ← previous(w) - η / (1 - pow(β1, t)) * m / (u + ε)
    }
  }
}

/// Where ε stands.
package enum AdamaxConvention: String, ConventionName {
  case plain, epsilonInMax, epsilonInDenominator

  package var rule: String {
    switch self {
    case .plain: "no ε: 0/0 at a leading zero gradient"
    case .epsilonInMax: "ε is added to the gradient's magnitude, before the maximum"
    case .epsilonInDenominator: "ε is added to u where it divides"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .plain: ["003"]
    case .epsilonInMax: []
    case .epsilonInDenominator: []
    }
  }
}
