import GradusKit

/// AdaGrad: a learning rate for each weight, which falls with the weight's own gradients.
struct Adagrad: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  /// η, the learning rate that every weight begins with.
  @Setting var learningRate = 0.1
  /// ε, which keeps the division from 0/0.
  @Setting var epsilon = 1e-8

  // What you compute is read from this property after each step, by name.
  /// r, the sum of each weight's squared gradients; zero before the first step.
  var accumulator: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    weights -= learningRate * gradients / sqrt(accumulator + epsilon)
    accumulator += gradients * gradients
  }
}
