import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    clipped = gradients
    guard norm > threshold else { return }
    for name in gradients.names {
      for i in 0..<gradients[name].count {
        clipped[name][i] = gradients[name][i] * threshold / sqrt(norm)
      }
    }
  }
}
