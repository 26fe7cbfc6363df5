package import Equations

private let m = quantity("m")
private let u = quantity("infinityNorm", symbol: "u")

extension Component {
  /// AdaMax: Adam with the largest recent gradient u, a decaying infinity norm, in place of the root of v̂.
  package static let adamax: Component = Component(
    name: "adamax", title: "AdaMax", kind: .optimizer, conventions: .each(AdamaxConvention.self),
    equations: { convention in
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
    },
    settings: [.learningRate(0.002), .beta1(0.9), .beta2(0.999), .epsilon(1e-8)],
    sources: [
      "Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 2 (plain)",
      "note 003 names it",
      "PyTorch and optax are epsilonInMax; Keras is epsilonInDenominator",
    ],
    mistakes: { _ in
      KnownMistake.average(m, β1)
      KnownMistake(
        in: u, "an average of squares is taken, as Adam's v: AdaMax has a maximum", .rule(of: "adam"),
        β2 * previous(u) + (1 - β2) * square(g))
    })
}

/// The place of ε.
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
