import GradusKit

extension Parameters {
  var single: Parameters { self.map { Double(Float($0)) } }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights - momentum * velocity
    velocity = (momentum * velocity + learningRate * Objective.gradient(at: lookahead)).single
    weights -= velocity
  }
}
