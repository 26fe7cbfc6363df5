import GradusKit

struct Candidate: Comparable {
  let rate: Double
  let loss: Double
  let place: Int
  static func < (a: Candidate, b: Candidate) -> Bool { a.loss < b.loss }
}

struct LineSearch: Optimizer {
  var rates = Tensor(0)
  var candidates: [Candidate] = []

  var losses: Tensor { Tensor(candidates.sorted { $0.place < $1.place }.map { $0.loss }) }
  var chosenRate: Double { candidates.min()?.rate ?? 0 }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    candidates.removeAll()
    var k = rates.count - 1
    while k >= 0 {
      let eta = rates[k]
      var point = weights
      for name in weights.names {
        for i in 0..<point[name].count { point[name][i] -= eta * gradients[name][i] }
      }
      candidates.append(Candidate(rate: eta, loss: Objective.loss(at: point), place: k))
      k -= 1
    }
    let eta = chosenRate
    for name in weights.names {
      for i in 0..<weights[name].count { weights[name][i] -= eta * gradients[name][i] }
    }
  }
}
