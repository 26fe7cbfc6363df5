import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var sum = 0.0
    for name in gradients.names {
      for value in gradients[name].values { sum += value * value }
    }
    norm = sqrt(sum)

    clipped = gradients
    guard norm > threshold else { return }
    let factor = threshold / (norm + 1e-6)
    for name in gradients.names { clipped[name] *= factor }
  }
}
