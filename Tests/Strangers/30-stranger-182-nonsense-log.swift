import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let t = Double(step)
    return learningRate * abs(sin(t)) * log(1 + decay) + 0.001 * t
  }
}
