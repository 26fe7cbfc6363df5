import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  /// The step with the other sign, as note 002 has it; what is read turns it round.
  private var delta: Parameters = 0
  var velocity: Parameters { -1 * delta }
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    for name in weights.names {
      for i in 0..<weights[name].count { point[name][i] += momentum * delta[name][i] }
    }
    lookahead = point
    let answer = Objective.gradient(at: point)
    for name in weights.names {
      delta[name] = momentum * delta[name] - learningRate * answer[name]
      weights[name] = weights[name] + delta[name]
    }
  }
}
