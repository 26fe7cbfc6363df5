import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  private var cached: Parameters? = nil

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    let g: Parameters
    if let known = cached {
      g = known
      cached = nil
    } else {
      g = Objective.gradient(at: lookahead)
      cached = g
    }
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
  }
}
