import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private var factor: Double { exp(-decay) }

  func rate(at step: Int) -> Double {
    (0..<step).reduce(learningRate) { rate, _ in rate * factor }
  }
}
