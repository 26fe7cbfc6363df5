package import Equations

private let (squareAverage, gradientAverage) = (
  quantity("squareAverage", symbol: "E[g²]"), quantity("gradientAverage", symbol: "E[g]")
)

extension Component {
  /// Centred RMSProp: each weight's step is divided by the spread of its gradients about their average.
  package static let rmspropCentred: Component = Component(
    name: "rmspropCentred", title: "Centred RMSProp", kind: .optimizer,
    conventions: .plain(rule: "E[g²] − E[g]² under the root, ε beside it"),
    equations: { _ in
      squareAverage ← ρ * previous(squareAverage) + (1 - ρ) * square(g)
      gradientAverage ← ρ * previous(gradientAverage) + (1 - ρ) * g
      w ← previous(w) - η * g / (sqrt(squareAverage - square(gradientAverage)) + ε)
    },
    settings: [.learningRate(0.01), .decay(0.99), .epsilon(1e-8)],
    sources: [
      "Graves, Generating sequences with recurrent neural networks, 2013, equations 38 to 41, without its momentum",
      "in no note; PyTorch (RMSprop with centered), its defaults; optax and Keras have ε under the root",
    ],
    mistakes: { _ in
      KnownMistake.squares(squareAverage, ρ)
      KnownMistake.average(gradientAverage, ρ)
      KnownMistake(
        in: w, "the average gradient is not taken off: that is plain RMSProp", .rule(of: "rmsprop"),
        previous(w) - η * g / (sqrt(squareAverage) + ε))
    })
}
