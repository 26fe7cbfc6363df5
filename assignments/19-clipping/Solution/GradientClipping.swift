import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    norm = sqrt((g * g).sum())
    clipped = norm > threshold ? g * threshold / norm : g
  }
}
