import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private var t = 0.0

  private var mu: Double { (t - 1) / (t + 2) }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    lookahead = weights - mu * velocity
    let g = Objective.gradient(at: lookahead)
    velocity = mu * velocity + learningRate * g
    weights -= velocity
  }
}
