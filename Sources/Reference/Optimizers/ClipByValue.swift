package import Equations

private let clipped = quantity("clipped")

extension Component {
  /// Clipping by value: each element of a gradient is cut to [−ν, ν].
  ///
  /// It may turn the direction of the step. It stands in front of an optimizer, see `Recipe.clipped(by:)`.
  package static let clipByValue: Component = Component(
    name: "clipByValue", title: "Clipping by value", kind: .optimizer, conventions: .plain(taughtIn: ["000"]),
    equations: { _ in
      clipped ← max(-ν, min(ν, g))
    },
    settings: [.threshold(1)],
    sources: [
      "Mikolov, Statistical language models based on neural networks, 2012, section 3.2.2",
      "note 000 (clipped to a threshold); PyTorch (clip_grad_value_), optax (clip) and Keras (clipvalue) agree",
    ],
    mistakes: { _ in
      KnownMistake(
        in: clipped, "the gradient is scaled by its norm: each element is cut alone", .rule(of: "clipByNorm"),
        g * min(1, ν / norm(g)))
    })
}
