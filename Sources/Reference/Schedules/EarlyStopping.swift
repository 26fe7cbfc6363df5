package import Equations

private let (loss, best, bestEpoch) = (quantity("validationLoss"), quantity("best"), quantity("bestEpoch"))
private let (wait, stopEpoch, stopped) = (quantity("wait"), quantity("stopEpoch"), quantity("stopped"))
private let epochWeights = quantity("epochWeights")

extension Component {
  /// Early stopping: training ends when the validation loss has not improved for a number of epochs. In one convention
  /// the best epoch's parameters are kept.
  ///
  /// An equal loss is no improvement. After the stop nothing changes any more: later epochs are not seen.
  package static let earlyStopping: Component = Component(
    name: "earlyStopping", title: "Early stopping", kind: .schedule, conventions: .each(EarlyStoppingConvention.self),
    equations: { convention in
      let isRunning = 1 - previous(stopped)
      let improves = isRunning * greater(previous(best), loss)

      best ← select(improves, loss, previous(best))
      bestEpoch ← select(improves, t, previous(bestEpoch))
      wait ← select(improves, 0, previous(wait) + isRunning)
      stopEpoch ← previous(stopEpoch) + isRunning
      stopped ← atLeast(wait, setting("patience"))
      if convention == .restoringBest {
        w ← select(improves, epochWeights, previous(w))
      }
    },
    settings: [.init("patience", "n", default: 3, in: .count, general: 2)],
    inputs: [
      Input(loss, "the loss on the validation set after each epoch", perStep: true, number: true),
      Input(epochWeights, "the parameters after each epoch", perParameter: true, perStep: true),
    ],
    initial: [best: number(.infinity)],
    exact: [best, bestEpoch, wait, stopEpoch, stopped, w],
    sources: [
      "Prechelt, Early stopping, but when?, in Neural networks: tricks of the trade, 1998",
      "notes 000 and 002 (stop early); Keras (EarlyStopping) is this, restoringBest its restore_best_weights, with epochs from 0",
    ])
}

/// The best epoch's number alone, or its parameters too.
package enum EarlyStoppingConvention: String, ConventionName {
  case plain, restoringBest

  package var rule: String {
    switch self {
    case .plain: "a strictly lower loss is an improvement"
    case .restoringBest: "the same, and the weights are those of the best epoch so far"
    }
  }

  package var taughtIn: [String] { self == .plain ? ["000", "002"] : [] }
}
