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
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "weights", "the gradient is divided by its norm, so that every step has one length",
        previous(w) - η * g / norm(g))
      KnownMistake(in: "weights", "only the gradient's sign is used", previous(w) - η * sign(g))
      KnownMistake(in: "weights", "the weights are replaced by the step: it is to be taken off them", -η * g)
      KnownMistake(in: "weights", "the rate is multiplied by t: it stays the same", previous(w) - η * t * g)
      KnownMistake(in: "weights", "the rate is divided by t: it stays the same", previous(w) - η / t * g)
      KnownMistake(
        in: "weights", "the gradients of all elements are averaged, and each weight has its own",
        previous(w) - η * mean(g, over: .elements))
      KnownMistake(
        in: "weights", "the gradients of all steps so far are added up",
        keeping: [quantity("sum") ← previous(quantity("sum")) + g], previous(w) - η * quantity("sum"))
    },
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
