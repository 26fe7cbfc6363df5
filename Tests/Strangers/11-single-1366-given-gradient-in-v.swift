import GradusKit

struct Nesterov: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  // What you compute is read from these properties after each step, by name.
  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  var ahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    ahead = Objective.gradient(at: lookahead)
    for (name, g) in gradients {
      velocity[name] = momentum * velocity[name] + learningRate * g
    }
    weights = weights - velocity
  }
}
