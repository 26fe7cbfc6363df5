import GradusKit

// Losses by rate in pairs; the chosen rate is computed from them.
struct LineSearch: Optimizer {
  var rates: [Double] = []
  private var trials: [(rate: Double, loss: Double)] = []
  var losses: [Double] { trials.map(\.loss) }
  var chosenRate: Double {
    trials.dropFirst().reduce(trials.first?.rate ?? 0) { best, trial in
      trial.loss <= trials.first { $0.rate == best }!.loss ? trial.rate : best
    }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let start = weights
    trials = []
    for rate in rates {
      weights = start
      weights -= rate * gradients
      trials.append((rate, Objective.loss(at: weights)))
    }
    weights = start - chosenRate * gradients
  }
}
