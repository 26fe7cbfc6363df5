import GradusKit

extension Parameters {
  func moved(along direction: Parameters, by amount: Double) -> Parameters {
    self + amount * direction
  }
}

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: Parameters = 0
  var lookahead: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    lookahead = weights.moved(along: velocity, by: -momentum)
    let landing = lookahead.moved(along: Objective.gradient(at: lookahead), by: -learningRate)
    velocity = weights - landing
    weights = landing
  }
}
