package import Equations

extension Component {
  /// Clipping by value: each element of a gradient is cut to [−ν, ν].
  ///
  /// It may turn the direction of the step. It stands in front of an optimizer, see `Recipe.clipped(by:)`.
  package static let clipByValue: Component = Component(
    name: "clipByValue",
    title: "Clipping by value",
    kind: .optimizer,
    sources: [
      "Mikolov, Statistical language models based on neural networks, 2012, section 3.2.2",
      "note 000 (clipped to a threshold); PyTorch (clip_grad_value_), optax (clip) and Keras (clipvalue) agree",
    ],
    settings: [.threshold(1)],
    mistakes: KnownMistake.list {
      KnownMistake(in: "clipped", "only what is too large is cut, and not what is too far below zero", min(ν, g))
      KnownMistake(in: "clipped", "only what is too far below zero is cut, and not what is too large", max(-ν, g))
      KnownMistake(in: "clipped", "what is too large becomes zero: it becomes ±ν", select(greater(abs(g), ν), 0 * g, g))
      KnownMistake(
        in: "clipped", "the whole gradient is scaled by its largest element: each element is cut alone",
        g * min(1, ν / max(abs(g), over: .elements)))
      KnownMistake(in: "clipped", "the sign is lost: what is cut becomes ν, never −ν", select(greater(abs(g), ν), ν, g))
      KnownMistake(
        in: "clipped", "the gradient is scaled by its norm: each element is cut alone", g * min(1, ν / norm(g)))
    },
    conventions: ClipByValueConvention.self
  ) { _ in
    quantity("clipped") ← max(-ν, min(ν, g))
  }
}

/// Clipping by value is written one way only.
package enum ClipByValueConvention: String, ConventionName {
  case plain

  package var rule: String { "the only form" }
  package var taughtIn: [String] { ["000"] }
}
