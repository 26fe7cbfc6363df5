package import Equations

private let (m, lookahead) = (quantity("m"), quantity("nesterov"))
private let update = quantity("update", symbol: "Δw")

extension Component {
  /// Muon: momentum whose step is made orthogonal, so that no direction of a matrix outweighs the others.
  ///
  /// A few Newton–Schulz iterations push every singular value of the momentum towards 1. The iteration is written for
  /// X·Xᵀ. Libraries transpose a tall matrix first, which gives the same X with a smaller product.
  package static let muon: Component = Component(
    name: "muon", title: "Muon, momentum orthogonalised by Newton–Schulz", kind: .optimizer,
    conventions: .plain(rule: "an average of gradients, looked ahead as Nesterov's, then orthogonalised"),
    equations: { _ in
      m ← γ * previous(m) + (1 - γ) * g
      lookahead ← (1 - γ) * g + γ * m
      X(0) ← lookahead / max(norm(lookahead), ε)
      for k in iterates { newtonSchulz(k) }
      update ← X(iterates.upperBound) * sqrt(max(1, extent(of: g, .rows) / extent(of: g, .columns)))
      w ← previous(w) - η * λ * previous(w) - η * update
    },
    settings: [
      .learningRate(0.001), .momentum(0.95), .weightDecay(0.1), .epsilon(1e-7),
      .init("iterations", "n", default: 5, in: .countToTen, general: 3),
      .init("coefficientA", "a", default: 3.4445, in: .real),
      .init("coefficientB", "b", default: -4.775, in: .real),
      .init("coefficientC", "c", default: 2.0315, in: .real),
    ],
    axes: iterates.reduce(into: [w: [.rows, .columns]]) { axes, k in
      axes[gram(k)] = [.rows, "otherRows"]
      axes[polynomial(k)] = [.rows, "otherRows"]
    },
    internals: [X(0)] + iterates.flatMap { [gram($0), polynomial($0), X($0)] },
    sources: [
      "Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024",
      "in no note; PyTorch (Muon) is this, but iterates in bfloat16, which moves weights by about 1e-3",
      "optax corrects the bias of m; Keras has m ← 0.95·m + g and the factor 0.2·√max(rows, columns)",
    ],
    mistakes: { _ in
      KnownMistake(
        in: m, "the average is a velocity: the gradient is added whole", .source("Keras has m ← 0.95·m + g"),
        γ * previous(m) + g)
    })
}

/// The iterations: as many as the setting allows. Those past its value change nothing.
private let iterates = 1...10

private func X(_ k: Int) -> Expression { quantity("X\(k)") }
private func gram(_ k: Int) -> Expression { quantity("gram\(k)") }
private func polynomial(_ k: Int) -> Expression { quantity("polynomial\(k)") }

/// X ← aX + (bA + cA²)X with A = X·Xᵀ.
@EquationsBuilder
private func newtonSchulz(_ k: Int) -> [Equation] {
  let (x, A, p) = (X(k - 1), gram(k), polynomial(k))
  let squared = contract(A.renamed("otherRows", to: "inner"), A.renamed(.rows, to: "inner"), over: "inner")
  let step = setting("coefficientA") * x + contract(p, x.renamed(.rows, to: "otherRows"), over: "otherRows")

  A ← contract(x, x.renamed(.rows, to: "otherRows"), over: .columns)
  p ← setting("coefficientB") * A + setting("coefficientC") * squared
  X(k) ← select(atLeast(setting("iterations"), Expression(.number(Double(k)))), step, x)
}
