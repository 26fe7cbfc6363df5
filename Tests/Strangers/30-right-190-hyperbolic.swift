import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let x = decay * Double(step) / 2
    // e^(−2y) = (1 − tanh y)/(1 + tanh y)
    let h = tanh(x)
    return learningRate * (1 - h) / (1 + h)
  }
}
