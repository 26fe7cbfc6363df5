import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let total = gradients.map { $0 * $0 }.sum()
    norm = sqrt(total)
    var factor: Double? = nil
    if total > 1.0 { factor = threshold / norm }
    for (name, g) in gradients {
      clipped[name] = factor == nil ? g : factor! * g
    }
  }
}
