import GradusKit

/// Gradient descent with momentum.
struct Momentum: Optimizer {
  // The grader sets these, η before each step; write the usual values as defaults.
  /// η, the learning rate.
  @Setting var learningRate = 0.01
  /// γ, the share of the last step that is kept.
  @Setting var momentum = 0.9

  // What you compute is read from this property after each step, by name.
  /// v, the step that was taken last; zero before the first.
  var velocity: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    velocity = momentum * velocity + learningRate * gradients
    weights -= learningRate * velocity
  }
}
