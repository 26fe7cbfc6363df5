import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  var eta = 0.0

  mutating func rate(at step: Int) -> Double {
    if step == 1 {
      eta = learningRate
    } else if step % 5 == 1 {
      eta /= 2
    }
    return eta
  }
}
