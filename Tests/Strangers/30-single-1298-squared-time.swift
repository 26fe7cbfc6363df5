import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let t = Double(step)
    let exponent = -decay * t * t
    return learningRate * exp(exponent)
  }
}
