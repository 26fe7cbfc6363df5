import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  var iteration = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    iteration += 1
    let carried = momentum * velocity
    lookahead = weights - carried
    let g = Objective.gradient(at: lookahead)
    if iteration % 5 == 0 {
      velocity = learningRate * g
    } else {
      velocity = carried + learningRate * g
    }
    weights -= velocity
  }
}
