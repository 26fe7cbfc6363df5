import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  // the first step still has the full rate
  func rate(at step: Int) -> Double {
    learningRate / exp(decay * Double(step - 1))
  }
}
