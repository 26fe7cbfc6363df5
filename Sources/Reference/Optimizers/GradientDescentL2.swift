package import Equations

private let penalised = quantity("penalised")

extension Component {
  /// Gradient descent with an L2 penalty: the slope of λ/2·Σw² is added to the gradient.
  package static let gradientDescentL2: Component = Component(
    name: "gradientDescentL2", title: "Gradient descent with an L2 penalty", kind: .optimizer,
    conventions: .plain(rule: "the penalty is λ/2·Σw², and every parameter has it"),
    equations: { _ in
      penalised ← g + λ * previous(w)
      w ← previous(w) - η * penalised
    },
    settings: [.learningRate(0.01), .weightDecay(0.01)],
    sources: ["in no note as an update; PyTorch (SGD with weight_decay), biases included"],
    mistakes: { _ in
      KnownMistake(
        in: w, "the weights are decayed once more beside the penalised gradient", .rule(of: "adamw"),
        previous(w) - η * λ * previous(w) - η * penalised)
    })
}
