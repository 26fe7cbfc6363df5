import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  let total = 30

  func rate(at step: Int) -> Double {
    let progress = min(1, Double(step) / Double(total))
    return learningRate * 0.5 * (1 + cos(Double.pi * progress))
  }
}
