import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = sqrt((gradients * gradients).sum())
    if norm == 0 {
      clipped = gradients
    } else {
      let unit = gradients / norm
      clipped = threshold * unit
    }
  }
}
