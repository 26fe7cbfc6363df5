import GradusKit

// The change of the weights, as note 002 has it, is stored; what is asked for is its negative, worked out when it is read.
struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var change: Parameters = 0
  var velocity: Parameters { -change }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    change *= momentum
    change -= learningRate * gradients
    weights += change
  }
}
