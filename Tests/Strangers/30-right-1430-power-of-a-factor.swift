import GradusKit

struct ExponentialDecay: Schedule {
  // The grader sets these before the first step: η₀ and λ.
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  /// What is left of the rate from one step to the next.
  var factor: Double { 1 / exp(decay) }

  func rate(at step: Int) -> Double {
    learningRate * pow(factor, step)
  }
}
