package import Equations

private let (m, v, largest) = (quantity("m"), quantity("v"), quantity("largest"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")

extension Component {
  /// Adam: a step along the average gradient m̂, scaled by the root of the average squared gradient v̂.
  ///
  /// Both averages start at zero; dividing by 1 − βᵗ removes the pull towards it (the bias correction). t, the number of
  /// the step, counts from 1. g, m, v, m̂ and v̂ have the shape of the parameter w that they belong to.
  package static let adam: Component = Component(
    name: "adam", title: "Adam, adaptive moment estimation", kind: .optimizer, conventions: .each(AdamConvention.self),
    equations: { convention in
      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g)
      if convention.isCorrected {
        mHat ← m / (1 - pow(β1, t))
        vHat ← v / (1 - pow(β2, t))
      }
      switch convention {
      case .outsideRoot: w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
      case .insideRoot: w ← previous(w) - η * mHat / sqrt(vHat + ε)
      case .unitRate: w ← previous(w) - mHat / (ε + sqrt(vHat))
      case .uncorrected: w ← previous(w) - η * m / sqrt(v + ε)
      case .epsilonHat:
        // The correction as a factor of the rate, so that ε meets the uncorrected root.
        w ← previous(w) - η * sqrt(1 - pow(β2, t)) / (1 - pow(β1, t)) * m / (sqrt(v) + ε)
      }
    },
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8)],
    sources: [
      "Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1 (epsilonHat: end of section 2)",
      "notes 001 and 003 (ε beside the root), 000 (ε inside the root), 002 (δ for ε; t counts epochs)",
      "PyTorch is outsideRoot; optax too, with eps_root for insideRoot; Keras is epsilonHat",
    ],
    mistakes: { convention in
      KnownMistake.average(m, β1)
      KnownMistake.squares(v, β2)
      if convention == .outsideRoot {
        KnownMistake(
          in: w, "the moments are corrected a second time: mHat and vHat are corrected already", .program,
          previous(w) - η * sqrt(1 - pow(β2, t)) / (1 - pow(β1, t)) * mHat / (sqrt(vHat) + ε))
        KnownMistake(
          in: w, "the largest v̂ so far divides, which is AMSGrad's rule", .rule(of: "amsgrad"),
          keeping: [largest ← max(previous(largest), vHat)], previous(w) - η * mHat / (sqrt(largest) + ε))
        KnownMistake(
          in: w, "Nesterov's momentum stands where m̂ belongs, which is Nadam's rule", .rule(of: "nadam"),
          previous(w) - η * (β1 * mHat + (1 - β1) * g / (1 - pow(β1, t))) / (sqrt(vHat) + ε))
        KnownMistake(
          in: w, "the rate decays with the root of t: it stays the same", .source("Kingma and Ba"),
          previous(w) - η / sqrt(t) * mHat / (sqrt(vHat) + ε))
      }
    })
}

/// The place of ε, and the other differences of the lectures' forms of Adam.
package enum AdamConvention: String, ConventionName {
  case outsideRoot, insideRoot, uncorrected, unitRate, epsilonHat

  /// True if m̂ and v̂ are quantities of their own.
  fileprivate var isCorrected: Bool { self != .uncorrected && self != .epsilonHat }

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
