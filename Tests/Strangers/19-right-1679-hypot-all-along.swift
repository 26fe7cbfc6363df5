import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = 0
    for (_, g) in gradients {
      for d in g { norm = hypot(norm, d) }
    }
    // × 1 changes no bit, and ν/0 is infinite, so that 1 is the smaller
    let factor = min(1.0, threshold / norm)
    clipped = [:]
    for (name, g) in gradients {
      clipped[name] = norm > threshold ? g * factor : g
    }
  }
}
