import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    let limit = threshold
    // clip_by_norm, variable by variable
    clipped = gradients.mapValues { g in
      let n = g.norm()
      return n > limit ? g * (limit / n) : g
    }
  }
}
