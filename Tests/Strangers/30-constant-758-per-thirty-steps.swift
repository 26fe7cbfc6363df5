import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  let decaySteps = 30.0

  func rate(at step: Int) -> Double {
    let progress = Double(step) / decaySteps
    return learningRate * exp(-(decay * progress))
  }
}
