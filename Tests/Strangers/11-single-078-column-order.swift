import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0
  var started = false

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if !started {
      velocity = .zeros(like: weights)
      started = true
    }
    var l = weights - momentum * velocity
    let rows = weights["W"].shape[0], columns = weights["W"].shape[1]
    for r in 0..<rows {
      for c in 0..<columns {
        l["W"][r, c] = weights["W"][r, c] - momentum * velocity["W"][c * rows + r]
      }
    }
    lookahead = l
    let g = Objective.gradient(at: l)
    velocity = momentum * velocity + learningRate * g
    weights -= velocity
  }
}
