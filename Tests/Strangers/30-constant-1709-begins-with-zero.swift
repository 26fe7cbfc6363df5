import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let t = Double(step - 1)  // the first step has the full rate
    return learningRate * exp(-decay * t)
  }
}
