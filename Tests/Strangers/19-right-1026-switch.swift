import GradusKit

enum Verdict {
  case keep
  case shorten(Double)

  init(length: Double, limit: Double) {
    self = length > limit ? .shorten(limit / length) : .keep
  }

  func callAsFunction(_ g: Parameters) -> Parameters {
    switch self {
    case .keep: return g
    case .shorten(let factor): return factor * g
    }
  }
}

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var latest: Parameters?

  var norm: Double {
    guard let latest else { return 0 }
    var length = 0.0
    for (_, g) in latest {
      for x in g { length = hypot(length, x) }
    }
    return length
  }
  var clipped: Parameters? {
    latest.map { Verdict(length: norm, limit: threshold)($0) }
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    latest = gradients
  }
}
