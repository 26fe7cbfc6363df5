import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private var last: Double?

  mutating func rate(at step: Int) -> Double {
    let previous = last ?? learningRate
    let loss = -expm1(-decay)
    last = previous - previous * loss
    return last!
  }
}
