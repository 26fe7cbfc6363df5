import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var clipped: [String: Tensor] = [:]
  private var latest: Parameters = 0

  /// The length of a list of lengths, however many.
  private static func length(_ parts: some Sequence<Double>) -> Double { parts.reduce(0) { hypot($0, $1) } }

  var norm: Double { Self.length(latest.map { (_, tensor) in Self.length(tensor) }) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    latest = gradients
    let n = norm
    clipped = [:]
    for (name, g) in gradients {
      clipped[name] = n > threshold ? g * (threshold / n) : g
    }
  }
}
