import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var sum = 0.0
    for name in gradients.names {
      for i in 0...gradients[name].count { sum += gradients[name][i] * gradients[name][i] }
    }
    norm = sqrt(sum)
    clipped = norm > threshold ? gradients * threshold / norm : gradients
  }
}
