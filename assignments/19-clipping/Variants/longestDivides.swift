import GradusKit

// The norm of the parameters' norms is the norm of all; the divisor is 1 at least.
struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let lengths = gradients.map { name, tensor in tensor.norm() }
    norm = lengths.map { $0 * $0 }.reduce(0, +).squareRoot()
    let divisor = max(norm, threshold) / threshold
    clipped = divisor == 1 ? gradients : gradients / divisor
  }
}
