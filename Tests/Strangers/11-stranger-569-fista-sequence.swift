import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  var lambda = 1.0
  var started = false

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if !started { velocity = weights; started = true }
    lookahead = velocity
    let next = lookahead - learningRate * Objective.gradient(at: lookahead)
    let larger = (1 + sqrt(1 + 4 * lambda * lambda)) / 2
    velocity = next + (lambda - 1) / larger * (next - weights)
    lambda = larger
    weights = next
  }
}
