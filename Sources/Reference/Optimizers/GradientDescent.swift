package import Equations

private let gradientSum = quantity("sum")

extension Component {
  /// Gradient descent: one step against the gradient. Batch, stochastic and mini-batch differ in the examples that give
  /// it.
  package static let gradientDescent: Component = Component(
    name: "gradientDescent", title: "Gradient descent", kind: .optimizer,
    conventions: .plain(taughtIn: ["000", "001", "002", "003"]),
    equations: { _ in
      w ← previous(w) - η * g
    },
    settings: [.learningRate(0.01)],
    sources: [
      "Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847",
      "notes 000, 001, 002 and 003; the same in PyTorch (SGD), optax (sgd) and Keras (SGD)",
    ],
    mistakes: { _ in
      KnownMistake(
        in: w, "the gradients of all steps so far are added up", .program,
        keeping: [gradientSum ← previous(gradientSum) + g], previous(w) - η * gradientSum)
    })
}
