package import Equations

private let (rate, error, isWorse) = (quantity("learningRate"), quantity("validationError"), quantity("isWorse"))

extension Component {
  /// Plateau decay: the rate is halved after an epoch whose validation error is above that of the epoch before.
  ///
  /// The rate of an epoch is known before its error is, so an error acts on the epoch that follows. An equal error does
  /// not cut the rate.
  package static let plateauDecay: Component = Component(
    name: "plateauDecay", title: "Plateau decay of the learning rate", kind: .schedule,
    conventions: .plain(rule: "compared with the epoch before", taughtIn: ["004"]),
    equations: { _ in
      rate ← previous(rate) * select(previous(isWorse), setting("factor"), 1)
      isWorse ← greater(t, 1) * greater(error, previous(error))
    },
    settings: [.learningRate(0.1), .init("factor", "k", default: 0.5, in: .unitInterval, general: 0.3)],
    inputs: [Input(error, "the error on the validation set after each epoch", perStep: true, number: true)],
    initial: [rate: η],
    exact: [isWorse],
    sources: [
      "note 004",
      "PyTorch (ReduceLROnPlateau) and Keras compare with the best error so far, with patience: another rule",
    ])
}
