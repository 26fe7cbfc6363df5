import GradusKit

// From step to step, the same factor.
struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let factor = exp(-decay)
    return (0..<step).reduce(learningRate) { rate, _ in rate * factor }
  }
}
