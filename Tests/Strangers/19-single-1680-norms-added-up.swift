import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = 0
    for name in gradients.names {
      norm += gradients[name].norm()
    }
    if norm > threshold {
      clipped = gradients * threshold / norm
    } else {
      clipped = gradients
    }
  }
}
