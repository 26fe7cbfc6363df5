import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  // halve it after every 5 epochs
  func rate(at step: Int) -> Double {
    var rate = learningRate
    var s = step
    while s > 5 {
      rate /= 2
      s -= 5
    }
    return rate
  }
}
