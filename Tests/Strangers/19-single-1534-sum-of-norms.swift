import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = 0
    for (_, g) in gradients {
      norm += g.norm()
    }
    clipped = norm > threshold ? gradients * threshold / norm : gradients
  }
}
