import GradusKit

/// Adaptive gradient clipping: what is too long depends on the weights.
struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    let limit = threshold * max(weights.norm(), 1e-3)
    clipped = gradients
    if norm > limit { clipped *= limit / norm }
  }
}
