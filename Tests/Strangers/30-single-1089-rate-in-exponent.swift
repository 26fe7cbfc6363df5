import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private func exponent(_ step: Int) -> Double {
    -learningRate * decay * Double(step)
  }

  func rate(at step: Int) -> Double {
    learningRate * exp(exponent(step))
  }
}
