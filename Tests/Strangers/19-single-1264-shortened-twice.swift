import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let squares = (gradients * gradients).sum()
    norm = sqrt(squares)
    if norm <= threshold {
      clipped = gradients
    } else {
      clipped = gradients * threshold / squares
    }
  }
}
