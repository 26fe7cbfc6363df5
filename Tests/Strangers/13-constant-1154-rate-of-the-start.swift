import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9
  var velocity: Parameters = 0
  private var eta: Double?

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if eta == nil {
      eta = learningRate
      velocity = .zeros(like: weights)
    }
    velocity = zip(velocity, gradients) { v, g in momentum * v + eta! * g }
    weights = weights - velocity
  }
}
