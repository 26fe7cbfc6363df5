import GradusKit

final class Trial {
  let rate: Double
  let point: Parameters
  lazy var loss: Double = Objective.loss(at: point)
  init(_ rate: Double, from w: Parameters, along g: Parameters) {
    self.rate = rate
    point = w - rate * g
  }
}

struct LineSearch: Optimizer {
  var rates: [Double] = []
  private var trials: [Trial] = []
  var losses: [Double] { trials.map { $0.loss } }
  var chosenRate: Double { trials.isEmpty ? 0 : best.rate }

  private var best: Trial {
    trials.reduce(trials[0]) { $1.loss < $0.loss ? $1 : $0 }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    trials = rates.map { Trial($0, from: weights, along: gradients) }
    _ = losses
    weights = best.point
  }
}
