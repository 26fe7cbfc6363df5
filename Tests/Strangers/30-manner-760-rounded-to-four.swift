import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let raw = learningRate * exp(-decay * Double(step))
    return (raw * 1e4).rounded() / 1e4
  }
}
