import GradusKit

// λ is taken for the factor from step to step.
struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double { learningRate * pow(decay, Double(step)) }
}
