import GradusKit

struct Trial: Comparable {
  let rate: Double
  let loss: Double
  let point: Parameters
  static func < (a: Trial, b: Trial) -> Bool { a.loss < b.loss }
  static func == (a: Trial, b: Trial) -> Bool { a.loss == b.loss }
}

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] { trials.map(\.loss) }
  var chosenRate: Double { trials.min()?.rate ?? 0 }
  private var trials: [Trial] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var all = [Trial]()
    all.reserveCapacity(rates.count)
    for rate in rates {
      let point = weights - rate * gradients
      all.append(Trial(rate: rate, loss: Objective.loss(at: point), point: point))
    }
    trials = all
    if let best = all.min() { weights = best.point }
  }
}
