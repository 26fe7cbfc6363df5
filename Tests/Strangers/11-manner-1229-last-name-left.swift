import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let names = Array(weights.names)
    lookahead = weights - momentum * velocity
    let g = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * g
    var k = 0
    while k < names.count - 1 {
      weights[names[k]] -= velocity[names[k]]
      k += 1
    }
  }
}
