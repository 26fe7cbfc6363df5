import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.names.reduce(0.0) { (outer: Double, name: String) -> Double in
      gradients[name].values.reduce(outer) { hypot($0, $1) }
    }
    // 1 where nothing is to be shortened; threshold / 0 is infinite, and so 1 too
    let factor = min(1.0, threshold / norm)
    clipped = [:]
    for (name, g) in gradients { clipped[name] = g * factor }
  }
}
