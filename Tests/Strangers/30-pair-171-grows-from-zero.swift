import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private var eta = 0.0

  mutating func rate(at step: Int) -> Double {
    eta = step == 1 ? learningRate : eta * exp(decay)
    return eta
  }
}
