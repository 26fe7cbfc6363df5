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
