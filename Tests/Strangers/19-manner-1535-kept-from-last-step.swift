import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    guard norm > threshold else { return }  // nothing to clip
    clipped = gradients * (threshold / norm)
  }
}
