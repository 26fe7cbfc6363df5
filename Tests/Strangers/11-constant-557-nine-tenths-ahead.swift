import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = Self.peek(from: weights, along: velocity)
    let slope = Objective.gradient(at: lookahead)
    velocity = momentum * velocity + learningRate * slope
    weights -= velocity
  }

  private static func peek(from w: Parameters, along v: Parameters, by amount: Double = 0.9) -> Parameters {
    w - amount * v
  }
}
