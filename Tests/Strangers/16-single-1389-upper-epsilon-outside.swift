import GradusKit

/// AdaDelta in its full form, without a learning rate.
struct AdaDelta: Optimizer {
  // The grader sets these before the first step; write the usual values as defaults.
  /// ρ, the share of both averages that is kept.
  @Setting var decay = 0.9
  /// ε, under both roots.
  @Setting var epsilon = 1e-6

  // What you compute is read from these properties after each step, by name.
  /// E, the decaying average of each weight's squared gradients; zero before the first step.
  var squareAverage: Parameters = 0
  /// Δw, the step that was taken, with its sign.
  var update: Parameters = 0
  /// D, the decaying average of each weight's squared steps; zero before the first step.
  var updateAverage: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    squareAverage = decay * squareAverage + (1 - decay) * pow(gradients, 2)
    let upper = sqrt(updateAverage) + epsilon
    let lower = sqrt(squareAverage + epsilon)
    update = (0 - upper) * gradients / lower
    updateAverage = decay * updateAverage + (1 - decay) * pow(update, 2)
    weights += update
  }
}
