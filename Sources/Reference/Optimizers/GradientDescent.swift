package import Equations

extension Component {
  /// Gradient descent: one step against the gradient. Batch, stochastic and mini-batch differ in which examples give it.
  package static let gradientDescent: Component = Component(
    name: "gradientDescent",
    title: "Gradient descent",
    kind: .optimizer,
    sources: [
      "Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847",
      "notes 000, 001, 002 and 003; the same in PyTorch (SGD), optax (sgd) and Keras (SGD)",
    ],
    settings: [.learningRate(0.01)],
    conventions: GradientDescentConvention.self
  ) { _ in
    w ← previous(w) - η * g
  }
}

/// Gradient descent is written one way only.
package enum GradientDescentConvention: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
  package var taughtIn: [String] { ["000", "001", "002", "003"] }
}
