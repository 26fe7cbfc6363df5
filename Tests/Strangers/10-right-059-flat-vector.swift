import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var ranges: [(name: String, range: Range<Int>)] = []
  private var mAll: [Double] = []
  private var vAll: [Double] = []
  private var t = 0

  private func split(_ xs: [Double]) -> [String: [Double]] {
    var out: [String: [Double]] = [:]
    for (name, r) in ranges { out[name] = Array(xs[r]) }
    return out
  }

  var m: [String: [Double]] { split(mAll) }
  var v: [String: [Double]] { split(vAll) }
  var mHat: [String: [Double]] { split(mAll.map { $0 / (1 - pow(beta1, t)) }) }
  var vHat: [String: [Double]] { split(vAll.map { $0 / (1 - pow(beta2, t)) }) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if ranges.isEmpty {
      var start = 0
      for (name, w) in weights {
        ranges.append((name, start..<(start + w.count)))
        start += w.count
      }
      mAll = Array(repeating: 0, count: start)
      vAll = mAll
    }
    t += 1
    for (name, r) in ranges {
      for (i, k) in r.enumerated() {
        let g = gradients[name][i]
        mAll[k] += (g - mAll[k]) * (1 - beta1)
        vAll[k] += (g * g - vAll[k]) * (1 - beta2)
        let up = mAll[k] / (1 - pow(beta1, t))
        let down = sqrt(vAll[k] / (1 - pow(beta2, t))) + epsilon
        weights[name][i] -= learningRate * (up / down)
      }
    }
  }
}
