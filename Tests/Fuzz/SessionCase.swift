import Tensors
import Traces

@testable import PluginHost

/// A case that a worker may be asked for, with the conditions on every outcome.
struct SessionCase {
  let wanted: RunCase
  /// The series that a case that went to its end has, and the length of each.
  private let complete: [Trace.Key: Int]
  private let grants: [Question: Int]

  /// The most numbers that are kept.
  private static let room = 64
  private static let steps = 3

  static var limits: RunLimits {
    var limits = RunLimits(publishedNumbers: room)
    limits.quantities = ["m", "loss"]
    return limits
  }

  /// An optimizer with gradients that were drawn, one that asks for its own, a layer, and a training.
  static let all: [SessionCase] = {
    let parameters = [
      (name: "w", tensor: Tensor(shape: [2], values: [1, 2])), (name: "b", tensor: Tensor(shape: [], values: [3])),
    ]
    let objective = QuadraticObjective(
      curvature: parameters.map { $0.tensor.map { _ in 1 } }, center: parameters.map { $0.tensor.map { _ in 0 } })
    let grants: [Question: Int] = [.loss: 2, .gradient: 1]
    let weights = Dictionary(uniqueKeysWithValues: parameters.map { (Trace.Key("weights", $0.name), steps + 1) })
    let gradients = Dictionary(uniqueKeysWithValues: parameters.map { (Trace.Key("gradients", $0.name), steps) })
    let both = weights.merging(gradients) { $1 }
    let x = Trace.Series(shape: [2], steps: steps, values: [1, 2, 3, 4, 5, 6])
    return [
      SessionCase(
        wanted: .optimizer(
          OptimizerCase(parameters: parameters, gradients: Array(repeating: parameters, count: steps))),
        complete: both, grants: [:]),
      SessionCase(
        wanted: .optimizer(
          OptimizerCase(parameters: parameters, objective: objective, grants: grants, steps: steps)),
        complete: both, grants: grants),
      SessionCase(
        wanted: .stepwise(
          StepwiseCase(settings: ["rate": 1], constants: parameters, series: [(name: "x", series: x)], steps: steps)),
        complete: [:], grants: [:]),
      SessionCase(
        wanted: .training(
          TrainingCase(
            parameters: parameters, series: [(name: "x", series: x)], chosen: [(name: "batch", shape: [2])],
            quantities: ["loss"], steps: steps)), complete: weights, grants: [:]),
    ]
  }()

  /// Stops the program if a condition does not hold.
  func hold(_ outcome: CaseSession.Outcome) {
    let kept = outcome.trace.series
    // The weights that a training was given are there before anything is said.
    precondition(kept.values.reduce(0) { $0 + $1.values.count } <= Self.room + 3, "more numbers than there is room for")
    precondition(kept.count <= 64 + 8, "more names than there is room for")
    for series in kept.values {
      precondition(series.values.count == series.stride * series.steps, "numbers of no step")
      precondition(series.steps <= Self.steps + 1, "a step too many")
    }
    precondition(outcome.answered.allSatisfy { $1 <= grants[$0] ?? 0 }, "more answers than were granted")
    if outcome.error == nil {
      precondition(complete.allSatisfy { kept[$0]?.steps == $1 }, "it ended well, and a step is missing")
    }
  }
}
