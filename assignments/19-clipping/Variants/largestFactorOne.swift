import GradusKit

// No condition: a factor of 1 at most. A norm of zero gives infinity, and 1 is smaller.
struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    clipped = min(1, threshold / norm) * gradients
  }
}
