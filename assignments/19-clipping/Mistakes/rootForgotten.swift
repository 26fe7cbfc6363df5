import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = (gradients * gradients).sum()
    clipped = norm > threshold ? gradients * threshold / norm : gradients
  }
}
