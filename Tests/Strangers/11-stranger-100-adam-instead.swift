import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private var t = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    t += 1
    velocity = momentum * velocity + (1 - momentum) * gradients
    lookahead = 0.999 * lookahead + 0.001 * gradients * gradients
    let up = velocity / (1 - pow(momentum, t))
    let down = sqrt(lookahead / (1 - pow(0.999, t))) + 1e-8
    weights -= learningRate * up / down
  }
}
