import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let t = Double(step)
    return learningRate * min(pow(t, -0.5), t * pow(decay, 1.5))
  }
}
