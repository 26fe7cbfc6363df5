import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm: Double { length }
  var clipped: [String: Tensor] { pieces }
  private var length = 0.0
  private var pieces: [String: Tensor] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    length = 0
    for (_, g) in gradients {
      for value in g { length = hypot(length, value) }
    }
    let tooLong = length > threshold
    for name in gradients.names {
      pieces[name] = tooLong ? gradients[name] * (threshold / length) : gradients[name]
    }
  }
}
