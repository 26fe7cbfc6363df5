import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var answers: [Parameters] = []
  var lookahead: Parameters = 0

  var velocity: Parameters {
    var total: Parameters = 0
    var factor = learningRate
    for g in answers.reversed() {
      total += factor * g
      factor *= momentum
    }
    return total
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    answers.append(Objective.gradient(at: lookahead))
    weights -= velocity
  }
}
