package import Equations

private let (m, v, product) = (quantity("m"), quantity("v"), quantity("momentumProduct"))
private let mHat = quantity("mHat", symbol: "m̂")
private let vHat = quantity("vHat", symbol: "v̂")

extension Component {
  /// Nadam: Adam whose average gradient already holds the momentum of the step to come, as Nesterov's does.
  ///
  /// Dozat's schedule lets the momentum grow towards β₁: μₜ = β₁·(1 − ½·0.96^(ψt)).
  package static let nadam: Component = Component(
    name: "nadam", title: "Nadam, Nesterov-accelerated Adam", kind: .optimizer,
    conventions: .each(NadamConvention.self),
    equations: { convention in
      let correction = 1 - pow(β1, t)

      m ← β1 * previous(m) + (1 - β1) * g
      v ← β2 * previous(v) + (1 - β2) * square(g)
      vHat ← v / (1 - pow(β2, t))
      switch convention {
      case .plain:
        mHat ← m / correction
        w ← previous(w) - η / (sqrt(vHat) + ε) * (β1 * mHat + (1 - β1) * g / correction)
      case .scheduled:
        product ← previous(product) * μ(t)
        mHat ← μ(t + 1) * m / (1 - product * μ(t + 1)) + (1 - μ(t)) * g / (1 - product)
        w ← previous(w) - η * mHat / (sqrt(vHat) + ε)
      }
    },
    settings: [
      .learningRate(0.002), .beta1(0.9), .beta2(0.999), .epsilon(1e-8),
      .init("momentumDecay", "ψ", default: 0.004, in: .nonNegative, general: 0.3),
    ],
    initial: [product: 1],
    sources: [
      "Dozat, Incorporating Nesterov momentum into Adam, ICLR 2016 workshop, algorithm 2 (scheduled: its footnote on μₜ)",
      "note 003 names it; plain is the form of Ruder, An overview of gradient descent optimization algorithms, 2016, equation 33",
      "PyTorch is scheduled; Keras too, with ψ = 1; optax (nadam) divides β₁m by 1 − β₁ᵗ⁺¹ and is another rule",
    ],
    mistakes: { convention in
      KnownMistake.average(m, β1)
      KnownMistake.squares(v, β2)
      if convention == .plain {
        KnownMistake(
          in: w, "Adam's step is taken: the new gradient's own part is left out", .rule(of: "adam"),
          previous(w) - η / (sqrt(vHat) + ε) * mHat)
      }
    })
}

/// Dozat's momentum at a step: β₁·(1 − ½·0.96^(ψt)).
private func μ(_ step: Expression) -> Expression {
  β1 * (1 - pow(number(0.96), setting("momentumDecay") * step) / 2)
}

/// A constant momentum, or one that follows a schedule.
package enum NadamConvention: String, ConventionName {
  case plain, scheduled

  package var rule: String {
    switch self {
    case .plain: "one β₁ throughout, no schedule"
    case .scheduled: "μₜ follows Dozat's schedule, corrected by the product of all μ"
    }
  }

  package var taughtIn: [String] {
    switch self {
    case .plain: ["003"]
    case .scheduled: []
    }
  }
}
