import GradusKit

/// The velocity is kept with the other sign and turned where it is read.
struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var drift: Parameters = 0
  var velocity: Parameters { -1 * drift }
  private(set) var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    drift *= momentum
    lookahead = weights + drift
    let push = learningRate * Objective.gradient(at: lookahead)
    weights = lookahead - push
    drift -= push
  }
}
