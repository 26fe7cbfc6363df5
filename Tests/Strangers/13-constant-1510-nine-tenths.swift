import GradusKit

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  let gamma = 0.9
  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity = zip(velocity + 0 * gradients, gradients) { (v: Double, g: Double) -> Double in gamma * v + learningRate * g }
    weights -= velocity
  }
}
