import GradusKit

/// Gradient clipping by the norm of all gradients together.
struct GradientClipping: Optimizer {
  // The grader sets this before the first step; write the usual value as default.
  /// ν, the greatest length that gradients may have.
  @Setting var threshold = 1.0

  // What you compute is read from these properties after each step, by name.
  /// The length of all gradients of this step.
  var norm = 0.0
  /// The gradients, shortened where they are too long.
  var clipped: Parameters = 0
  var factor = 1.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    if norm > threshold {
      factor = min(factor, threshold / norm)
    }
    clipped = factor * gradients
  }
}
