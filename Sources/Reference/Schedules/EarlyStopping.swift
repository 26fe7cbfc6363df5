package import Equations

extension Component {
  /// Early stopping: training ends when the validation loss has not improved for so many epochs; the best epoch's
  /// parameters are kept.
  ///
  /// An equal loss is no improvement. Once stopped, nothing changes any more: what later epochs would have given is not seen.
  package static let earlyStopping: Component = Component(
    name: "earlyStopping",
    title: "Early stopping",
    kind: .schedule,
    sources: [
      "Prechelt, Early stopping, but when?, in Neural networks: tricks of the trade, 1998",
      "notes 000 and 002 (stop early, keep the best); Keras (EarlyStopping, restore_best_weights) is this, with epochs from 0",
    ],
    settings: [.init("patience", "n", default: 3, in: .count)],
    inputs: [Input("validationLoss", "the loss on the validation set after each epoch", perStep: true, number: true)],
    initial: ["best": number(.infinity)],
    exact: ["best", "bestEpoch", "wait", "stopEpoch", "stopped"],
    conventions: EarlyStoppingConvention.self
  ) { _ in
    let loss = quantity("validationLoss")
    let best = quantity("best")
    let bestEpoch = quantity("bestEpoch")
    let wait = quantity("wait")
    let stopEpoch = quantity("stopEpoch")
    let stopped = quantity("stopped")
    let isRunning = 1 - previous(stopped)
    let improves = isRunning * greater(previous(best), loss)

    best ← select(improves, loss, previous(best))
    bestEpoch ← select(improves, t, previous(bestEpoch))
    wait ← select(improves, 0, previous(wait) + isRunning)
    stopEpoch ← previous(stopEpoch) + isRunning
    stopped ← atLeast(wait, setting("patience"))
  }
}

/// Early stopping is written one way only.
package enum EarlyStoppingConvention: String, ConventionName {
  case plain

  package var rule: String { "a strictly lower loss is an improvement" }
  package var taughtIn: [String] { ["000", "002"] }
}
