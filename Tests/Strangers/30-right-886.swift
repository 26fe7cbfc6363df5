import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    guard step > 0 else { return learningRate }
    return rate(at: step - 1) * exp(-decay)
  }
}
