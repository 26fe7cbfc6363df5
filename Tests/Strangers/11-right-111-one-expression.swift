import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var (velocity, lookahead): (Parameters, Parameters) = (0, 0)
  mutating func step(_ w: inout Parameters, gradients _: Parameters) {
    lookahead = w - momentum * velocity
    velocity = w - lookahead + learningRate * Objective.gradient(at: lookahead)
    w = w - velocity
  }
}
