package import Equations

extension Component {
  /// Plateau decay: the rate is halved after an epoch whose validation error is above the last one's.
  ///
  /// The rate of an epoch is known before its error is, so an error acts on the epoch that follows. An equal error is no
  /// reason to cut.
  package static let plateauDecay: Component = Component(
    name: "plateauDecay",
    title: "Plateau decay of the learning rate",
    kind: .schedule,
    sources: [
      "note 004",
      "PyTorch (ReduceLROnPlateau) and Keras compare with the best error so far, with patience: another rule",
    ],
    settings: [.learningRate(0.1), .init("factor", "k", default: 0.5, in: .unitInterval)],
    inputs: [Input("validationError", "the error on the validation set after each epoch", perStep: true, number: true)],
    initial: ["learningRate": η],
    exact: ["isWorse"],
    conventions: PlateauDecayConvention.self
  ) { _ in
    let rate = quantity("learningRate")
    let error = quantity("validationError")
    let isWorse = quantity("isWorse")

    rate ← previous(rate) * select(previous(isWorse), setting("factor"), 1)
    isWorse ← greater(t, 1) * greater(error, previous(error))
  }
}

/// Plateau decay of the learning rate is written one way only.
package enum PlateauDecayConvention: String, ConventionName {
  case plain

  package var rule: String { "compared with the epoch before" }
  package var taughtIn: [String] { ["004"] }
}
