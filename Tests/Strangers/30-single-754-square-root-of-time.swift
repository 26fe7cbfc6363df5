import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private func exponent(_ t: Int) -> Double { decay * sqrt(Double(t)) }
  private func factor(_ t: Int) -> Double { 1 / exp(exponent(t)) }

  func rate(at step: Int) -> Double {
    return factor(step) * learningRate
  }
}
