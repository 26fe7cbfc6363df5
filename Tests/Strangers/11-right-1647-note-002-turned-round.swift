import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  /// Note 002's: it is added.
  private var drift: Parameters = 0
  var velocity: Parameters { -1 * drift }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    drift = momentum * drift
    let ahead = weights + drift
    let slope = Objective.gradient(at: ahead)
    lookahead = ahead
    drift -= learningRate * slope
    weights += drift
  }
}
