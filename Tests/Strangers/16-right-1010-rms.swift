import GradusKit

struct AdaDelta: Optimizer {
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-6

  struct Track {
    var e = 0.0
    var d = 0.0
    var last = 0.0

    mutating func advance(_ g: Double, rho: Double, eps: Double) -> Double {
      e = rho * e + (1 - rho) * g * g
      last = -g * sqrt((d + eps) / (e + eps))
      d = rho * d + (1 - rho) * last * last
      return last
    }
  }

  private var tracks: [String: [Track]] = [:]

  var squareAverage: [String: [Double]] { read { $0.e } }
  var update: [String: [Double]] { read { $0.last } }
  var updateAverage: [String: [Double]] { read { $0.d } }

  private func read(_ part: (Track) -> Double) -> [String: [Double]] {
    tracks.mapValues { $0.map(part) }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names {
      let n = weights[name].count
      var list = tracks[name] ?? [Track](repeating: Track(), count: n)
      for i in 0..<n {
        weights[name][i] += list[i].advance(gradients[name][i], rho: decay, eps: epsilon)
      }
      tracks[name] = list
    }
  }
}
