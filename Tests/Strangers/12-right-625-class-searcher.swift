import GradusKit

class Descent {
  func rate(from w: Parameters, along g: Parameters) -> Double { 0 }
  final func descend(_ w: inout Parameters, _ g: Parameters) -> Double {
    let eta = rate(from: w, along: g)
    w = w - eta * g
    return eta
  }
}

final class Searching: Descent {
  let candidates: [Double]
  private(set) var history: [[Double]] = []
  init(_ candidates: [Double]) { self.candidates = candidates }

  override func rate(from w: Parameters, along g: Parameters) -> Double {
    let values = candidates.map { Objective.loss(at: w - $0 * g) }
    history.append(values)
    var best = 0
    for i in values.indices.dropFirst() where values[i] < values[best] { best = i }
    return candidates[best]
  }
}

struct LineSearch: Optimizer {
  var rates: [Double] = []
  var losses: [Double] { searcher?.history.last ?? [] }
  var chosenRate = 0.0
  private var searcher: Searching?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if searcher == nil { searcher = Searching(rates) }
    chosenRate = searcher!.descend(&weights, gradients)
  }
}
