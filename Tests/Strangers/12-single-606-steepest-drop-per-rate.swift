import GradusKit

struct LineSearch: Optimizer {
  struct Candidate {
    let rate: Double
    let loss: Double
    var score: Double { rate * loss }
  }

  var rates: [Double] = []
  var losses: [Double] { candidates.map(\.loss) }
  var chosenRate: Double = 0
  private var candidates: [Candidate] = []

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    candidates = []
    for r in rates {
      let p = weights - gradients * r
      candidates.append(Candidate(rate: r, loss: Objective.loss(at: p)))
    }
    let best = candidates.min(by: { $0.score < $1.score })
    guard let best else { return }
    chosenRate = best.rate
    weights -= gradients * best.rate
  }
}
