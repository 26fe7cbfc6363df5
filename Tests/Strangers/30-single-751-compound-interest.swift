import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    var eta = learningRate
    for _ in 1...step {
      eta -= decay * eta
    }
    return eta
  }
}
