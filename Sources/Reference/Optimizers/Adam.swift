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
