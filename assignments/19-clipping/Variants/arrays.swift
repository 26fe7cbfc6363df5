import GradusKit

// All numbers in one list for the norm, and plain arrays for what is clipped.
struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.flatMap { $0.tensor.values }.map { $0 * $0 }.reduce(0, +).squareRoot()
    for (name, tensor) in gradients {
      clipped[name] = norm > threshold ? tensor.values.map { threshold * $0 / norm } : tensor.values
    }
  }
}
