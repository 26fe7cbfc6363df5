package import Equations

extension Component {
  /// Muon: momentum whose step is made orthogonal, so that no direction of a matrix outweighs the others.
  ///
  /// A few Newton–Schulz iterations push every singular value of the momentum towards 1. The iteration is written for
  /// X·Xᵀ; libraries transpose a tall matrix first, which gives the same X with a smaller product.
  package static let muon: Component = Component(
    name: "muon",
    title: "Muon, momentum orthogonalised by Newton–Schulz",
    kind: .optimizer,
    sources: [
      "Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024",
      "in no note; PyTorch (Muon) is this, but iterates in bfloat16, which moves weights by about 1e-3",
      "optax corrects the bias of m; Keras has m ← 0.95·m + g and the factor 0.2·√max(rows, columns)",
    ],
    settings: [
      .learningRate(0.001), .momentum(0.95), .weightDecay(0.1), .epsilon(1e-7),
      .init("iterations", "n", default: 5, in: .countToTen),
      .init("coefficientA", "a", default: 3.4445, in: .real),
      .init("coefficientB", "b", default: -4.775, in: .real),
      .init("coefficientC", "c", default: 2.0315, in: .real),
    ],
    axes: iterates.reduce(into: ["weights": [.rows, .columns]]) { axes, k in
      axes["gram\(k)"] = [.rows, "otherRows"]
      axes["polynomial\(k)"] = [.rows, "otherRows"]
    },
    internals: Set(iterates.flatMap { ["gram\($0)", "polynomial\($0)", "X\($0)"] } + ["X0"]),
    mistakes: KnownMistake.list {
      KnownMistake(in: "m", "the average is a velocity: the gradient is added whole", γ * previous(quantity("m")) + g)
      KnownMistake(in: "nesterov", "it does not look ahead: m alone is made orthogonal", quantity("m"))
      KnownMistake(in: "nesterov", "γ and 1 − γ have changed places in the look ahead", γ * g + (1 - γ) * quantity("m"))
      KnownMistake(
        in: "nesterov", "the gradient is looked ahead with the average before: m is updated first",
        (1 - γ) * g + γ * previous(quantity("m")))
      KnownMistake(in: "update", "the factor for tall matrices is left out", quantity("X\(iterates.upperBound)"))
      KnownMistake(
        in: "update", "rows and columns have changed places in the factor",
        quantity("X\(iterates.upperBound)") * sqrt(max(1, extent(of: g, .columns) / extent(of: g, .rows))))
      KnownMistake(
        in: "update", "the factor's root is not taken",
        quantity("X\(iterates.upperBound)") * max(1, extent(of: g, .rows) / extent(of: g, .columns)))
      KnownMistake(
        in: "weights", "the step is not made orthogonal: the average itself is used",
        previous(w) - η * λ * previous(w) - η * quantity("nesterov"))
    },
    conventions: MuonConvention.self
  ) { _ in
    let m = quantity("m")
    let nesterov = quantity("nesterov")
    let update = quantity("update")

    m ← γ * previous(m) + (1 - γ) * g
    nesterov ← (1 - γ) * g + γ * m
    quantity("X0") ← nesterov / max(norm(nesterov), ε)
    for k in iterates { newtonSchulz(k) }
    update ← quantity("X\(iterates.upperBound)") * sqrt(max(1, extent(of: g, .rows) / extent(of: g, .columns)))
    w ← previous(w) - η * λ * previous(w) - η * update
  }
}

/// As many iterations as the setting allows; those past it change nothing.
private let iterates = 1...10

/// X ← aX + (bA + cA²)X with A = X·Xᵀ.
@EquationsBuilder
private func newtonSchulz(_ k: Int) -> [Equation] {
  let x = quantity("X\(k - 1)")
  let gram = quantity("gram\(k)")
  let polynomial = quantity("polynomial\(k)")
  let squared = contract(gram.renamed("otherRows", to: "inner"), gram.renamed(.rows, to: "inner"), over: "inner")
  let step = setting("coefficientA") * x + contract(polynomial, x.renamed(.rows, to: "otherRows"), over: "otherRows")

  gram ← contract(x, x.renamed(.rows, to: "otherRows"), over: .columns)
  polynomial ← setting("coefficientB") * gram + setting("coefficientC") * squared
  quantity("X\(k)") ← select(atLeast(setting("iterations"), Expression(.number(Double(k)))), step, x)
}

/// Muon is written one way only.
package enum MuonConvention: String, ConventionName {
  case plain

  package var rule: String { "an average of gradients, looked ahead as Nesterov's, then orthogonalised" }
  package var taughtIn: [String] { [] }
}
