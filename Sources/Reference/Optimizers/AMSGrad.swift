package import Equations

private let (m, v) = (quantity("m"), quantity("v"))
private let vMax = quantity("vMax", symbol: "v̂max")
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")

extension Component {
  /// AMSGrad: Adam that never forgets the largest average squared gradient, so that no step size grows again.
  package static let amsgrad: Component = Component(
    name: "amsgrad", title: "AMSGrad", kind: .optimizer, conventions: .each(AmsgradConvention.self),
    equations: { convention in
      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g)
      switch convention {
      case .uncorrected:
        vMax ← max(previous(vMax), v)
        w ← previous(w) - η * m / (sqrt(vMax) + ε)
      case .corrected:
        vMax ← max(previous(vMax), v)
        mHat ← m / (1 - pow(β1, t))
        vHat ← vMax / (1 - pow(β2, t))
        w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
      case .correctedFirst:
        mHat ← m / (1 - pow(β1, t))
        vHat ← v / (1 - pow(β2, t))
        vMax ← max(previous(vMax), vHat)
        w ← previous(w) - η * mHat / (sqrt(vMax) + ε)
      }
    },
    settings: [.learningRate(0.001), .beta1(0.9), .beta2(0.999), .epsilon(1e-8)],
    sources: [
      "Reddi, Kale and Kumar, On the convergence of Adam and beyond, ICLR 2018, algorithm 2 (uncorrected)",
      "note 003 names it",
      "PyTorch is corrected; optax takes the maximum over v̂ (correctedFirst); Keras corrects as its Adam does, ε beside the raw root",
    ],
    mistakes: { convention in
      KnownMistake.average(m, β1)
      KnownMistake.squares(v, β2)
      switch convention {
      case .uncorrected:
        KnownMistake(
          in: w, "v divides, as in Adam: the maximum was for nothing", .rule(of: "adam"),
          previous(w) - η * m / (sqrt(v) + ε))
      case .corrected:
        KnownMistake(
          in: vHat, "v is corrected and used, as in Adam: the maximum was for nothing", .rule(of: "adam"),
          v / (1 - pow(β2, t)))
      case .correctedFirst:
        KnownMistake(
          in: w, "v̂ divides, as in Adam: the maximum was for nothing", .rule(of: "adam"),
          previous(w) - η * mHat / (sqrt(vHat) + ε))
        KnownMistake(
          in: vMax, "the maximum is taken over raw v, as in PyTorch: here v is corrected first",
          .source("PyTorch is corrected"), max(previous(vMax), v))
      }
    })
}

/// The moments, raw or corrected.
package enum AmsgradConvention: String, ConventionName {
  case uncorrected, corrected, correctedFirst

  package var rule: String {
    switch self {
    case .uncorrected: "no bias correction, as published"
    case .corrected: "the maximum over raw v, then both moments are corrected"
    case .correctedFirst: "the maximum over corrected v̂"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .uncorrected: ["003"]
    case .corrected, .correctedFirst: []
    }
  }
}
