import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var before: Parameters?
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let old = before ?? weights
    let now = weights
    lookahead = now + momentum * (now - old)
    weights = lookahead - learningRate * Objective.gradient(at: lookahead)
    velocity = now - weights
    before = now
  }
}
