import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  var current: Double? = nil

  mutating func rate(at step: Int) -> Double {
    let old = current ?? learningRate
    let new = old - decay * old
    current = new
    return new
  }
}
