package import Equations

extension Component {
  /// Adam: a step along the average gradient m̂, scaled by the root of the average squared gradient v̂.
  ///
  /// Both averages start at zero; dividing by 1 − βᵗ removes the pull towards it (the bias correction). t, the number of
  /// the step, counts from 1. g, m, v, m̂ and v̂ have the shape of the parameter w that they belong to.
  package static let adam: Component = Component(
    name: "adam",
    title: "Adam, adaptive moment estimation",
    kind: .optimizer,
    sources: [
      "Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1 (epsilonHat: end of section 2)",
      "notes 001 and 003 (ε beside the root), 000 (ε inside the root), 002 (δ for ε; t counts epochs)",
      "PyTorch is outsideRoot; optax too, with eps_root for insideRoot; Keras is epsilonHat",
    ],
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8)],
    mistakes: KnownMistake.list {
      KnownMistake.average("m", β1)
      KnownMistake.squares("v", β2)
      KnownMistake(
        in: "weights", "the moments are corrected a second time: mHat and vHat are corrected already",
        only: ["outsideRoot"],
        previous(w) - η * sqrt(1 - pow(β2, t)) / (1 - pow(β1, t)) * quantity("mHat") / (sqrt(quantity("vHat")) + ε))
      KnownMistake(
        in: "weights", "the largest v̂ so far divides, which is AMSGrad's rule", only: ["outsideRoot"],
        keeping: [quantity("largest") ← max(previous(quantity("largest")), quantity("vHat"))],
        previous(w) - η * quantity("mHat") / (sqrt(quantity("largest")) + ε))
      KnownMistake(
        in: "weights", "Nesterov's momentum stands where m̂ belongs, which is Nadam's rule", only: ["outsideRoot"],
        previous(w) - η * (β1 * quantity("mHat") + (1 - β1) * g / (1 - pow(β1, t))) / (sqrt(quantity("vHat")) + ε))
      KnownMistake(
        in: "weights", "the rate decays with the root of t: it stays the same", only: ["outsideRoot"],
        previous(w) - η / sqrt(t) * quantity("mHat") / (sqrt(quantity("vHat")) + ε))
      KnownMistake(
        in: "weights", "one mean of v̂ divides all weights of a parameter: each has its own", only: ["outsideRoot"],
        previous(w) - η * quantity("mHat") / (sqrt(mean(quantity("vHat"), over: .elements)) + ε))
      KnownMistake(
        in: "mHat", "the correction is multiplied up from step to step, as in m ← m/(1 − β₁)",
        previous(quantity("mHat")) * 0 + quantity("m") * t)
      KnownMistake(
        in: "vHat", "the correction is applied under the root's square: v is divided by (1 − β₂ᵗ)²",
        quantity("v") / square(1 - pow(β2, t)))
    },
    conventions: AdamConvention.self
  ) { convention in
    let m = quantity("m")
    let v = quantity("v")
    let mHat = quantity("mHat")
    let vHat = quantity("vHat")

    let corrected = [mHat ← m / (1 - pow(β1, t)), vHat ← v / (1 - pow(β2, t))]

    m ← β1 * previous(m) + (1 - β1) * g
    v ← β2 * previous(v) + (1 - β2) * square(g)
    switch convention {
    case .outsideRoot:
      corrected
      w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
    case .insideRoot:
      corrected
      w ← previous(w) - η * mHat / sqrt(vHat + ε)
    case .unitRate:
      corrected
      w ← previous(w) - mHat / (ε + sqrt(vHat))
    case .uncorrected:
      w ← previous(w) - η * m / sqrt(v + ε)
    case .epsilonHat:
      // The correction as a factor of the rate, so that ε meets the uncorrected root.
      w ← previous(w) - η * sqrt(1 - pow(β2, t)) / (1 - pow(β1, t)) * m / (sqrt(v) + ε)
    }
  }
}

/// Where ε stands, and what else sets the lectures' forms of Adam apart.
package enum AdamConvention: String, ConventionName {
  case outsideRoot, insideRoot, uncorrected, unitRate, epsilonHat

  package var rule: String {
    switch self {
    case .outsideRoot: "ε is added to the root of v̂"
    case .insideRoot: "ε is added to v̂, under the root"
    case .uncorrected: "no bias correction, ε under the root"
    case .unitRate: "no learning rate"
    case .epsilonHat: "ε is added to the root of v, before its correction"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .outsideRoot: ["001", "002", "003"]
    case .insideRoot, .uncorrected: ["000"]
    case .unitRate: ["002"]
    case .epsilonHat: []
    }
  }
}
