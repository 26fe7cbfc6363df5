import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let count = gradients.reduce(0) { $0 + $1.tensor.count }
    norm = sqrt((gradients * gradients).sum() / Double(count))
    clipped = norm > threshold ? gradients * threshold / norm : gradients
  }
}
