import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let remaining = 1 - decay
    return learningRate * pow(remaining, step)
  }
}
