import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = 0
    for (_, g) in gradients {
      let own = sqrt((g * g).sum())
      if own > norm { norm = own }
    }
    if norm == 0 {
      clipped = gradients
      return
    }
    clipped = gradients / norm * threshold
  }
}
