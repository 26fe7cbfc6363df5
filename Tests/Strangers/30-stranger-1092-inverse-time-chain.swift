import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    var rate = learningRate
    var t = 1
    while t <= step {
      rate /= 1 + decay * Double(t)
      t += 1
    }
    return rate
  }
}
