import GradusKit

enum Moment { case first, second }

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters { corrected(.first) }
  var vHat: Parameters { corrected(.second) }
  private var t = 0
  private let p = 0.45

  private func beta(_ which: Moment) -> Double {
    switch which {
    case .first: return beta1
    case .second: return beta2
    }
  }

  private func corrected(_ which: Moment) -> Parameters {
    let raw = which == .first ? m : v
    return raw / (1 - pow(beta(which), t))
  }

  private func mixed(_ which: Moment, _ new: Parameters) -> Parameters {
    let b = beta(which)
    return b * (which == .first ? m : v) + (1 - b) * new
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    m = mixed(.first, gradients)
    v = mixed(.second, gradients * gradients)
    let update = zip(mHat, vHat) { a, b in a / (pow(b, p) + epsilon) }
    weights = zip(weights, update) { $0 - learningRate * $1 }
  }
}
