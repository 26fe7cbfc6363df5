import GradusKit

struct LineSearch: Optimizer {
  struct Trial {
    let rate: Double
    let point: Parameters
    let loss: Double
  }

  var rates: [Double] = []
  private var trials: [Trial] = []

  var losses: [Double] { trials.map(\.loss) }
  var best: Trial? { trials.min { $0.loss < $1.loss } }
  var chosenRate: Double { best?.rate ?? 0 }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    trials.removeAll()
    for rate in rates {
      let point = weights - rate * gradients
      trials.append(Trial(rate: rate, point: point, loss: Objective.loss(at: point)))
    }
    if let best = best { weights = best.point }
  }
}
