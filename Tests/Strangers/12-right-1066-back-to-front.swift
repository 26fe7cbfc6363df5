import GradusKit

struct Trial {
  let rate: Double
  let point: Parameters
  let loss: Double

  init(_ rate: Double, from w: Parameters, along g: Parameters) {
    var p = w
    for name in p.names {
      for i in 0..<p[name].count { p[name][i] -= rate * g[name][i] }
    }
    self.rate = rate
    point = p
    loss = Objective.loss(at: p)
  }
}

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] { trials.reversed().map { $0.loss } }
  var chosenRate: Double { best?.rate ?? 0 }
  private var trials: [Trial] = []
  private var best: Trial?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    trials.removeAll()
    best = nil
    for rate in rates.reversed() {
      let trial = Trial(rate, from: weights, along: gradients)
      trials.append(trial)
      if let current = best, current.loss <= trial.loss { continue }
      best = trial
    }
    weights = best!.point
  }
}
