import GradusKit

struct ExponentialDecay: Schedule {
  // The grader sets these before the first step: η₀ and λ.
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    learningRate * exp(-decay * Double(step - 1))
  }
}
