import GradusKit

infix operator <~: AssignmentPrecedence

extension Parameters {
  static func <~ (left: inout Parameters, right: Parameters) { left = right }
}

func damped(_ p: Parameters, by factor: Double) -> Parameters { p.mapValues { factor * $0 } }

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let drift = damped(velocity, by: momentum)
    lookahead <~ weights - drift
    let g = Objective.gradient(at: lookahead)
    velocity <~ drift + damped(g, by: learningRate)
    weights <~ weights - velocity
  }
}
