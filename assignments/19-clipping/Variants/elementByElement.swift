import GradusKit

// A class, one element after the other; what is short enough is left at once.
final class GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  init() {}

  func step(_ weights: inout Parameters, gradients: Parameters) {
    var sum = 0.0
    for name in gradients.names {
      for i in 0..<gradients[name].count { sum += pow(gradients[name][i], 2) }
    }
    norm = sum.squareRoot()
    clipped = gradients
    guard norm > threshold else { return }
    for name in gradients.names {
      for i in 0..<gradients[name].count { clipped[name][i] *= threshold / norm }
    }
  }
}
