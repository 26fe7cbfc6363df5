import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  var norm = 0.0
  var clipped: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var squares = 0.0
    var count = 0
    for (_, gradient) in gradients {
      squares += (gradient * gradient).sum()
      count += gradient.count
    }
    norm = sqrt(squares / Double(count))
    clipped = norm > threshold ? gradients * (threshold / norm) : gradients
  }
}
