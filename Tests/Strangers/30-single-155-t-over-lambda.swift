import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private var tau: Double { decay }

  func rate(at step: Int) -> Double {
    return learningRate * exp(-Double(step) / tau)
  }
}
