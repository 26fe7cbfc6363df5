import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let (eta, gamma) = (learningRate, momentum)
    lookahead = zip(weights, velocity) { w, v in w - gamma * v }
    let g = Objective.gradient(at: lookahead)
    velocity = zip(velocity, g) { v, g in gamma * (v + eta * g) }
    weights = zip(weights, velocity) { w, v in w - v }
  }
}
