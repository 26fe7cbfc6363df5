import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: [String: [Double]] = [:]
  private var squares = 0.0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in gradients.names {
      for g in gradients[name] { squares += g * g }
    }
    norm = squares.squareRoot()
    var factor = 1.0
    if norm > threshold { factor = threshold / norm }
    for name in gradients.names {
      clipped[name] = gradients[name].values.map { factor == 1 ? $0 : $0 * threshold / norm }
    }
  }
}
