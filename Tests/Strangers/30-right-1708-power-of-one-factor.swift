import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  /// what is left after one step
  private var factor: Double { 1 / exp(decay) }

  func rate(at step: Int) -> Double {
    pow(factor, step) * learningRate
  }
}
