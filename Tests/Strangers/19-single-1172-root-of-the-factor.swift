import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    guard norm > threshold else {
      clipped = gradients
      return
    }
    let factor = (threshold / norm).squareRoot()
    clipped = gradients.mapValues { factor * $0 }
  }
}
