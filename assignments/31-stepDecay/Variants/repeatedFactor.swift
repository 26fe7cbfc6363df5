import GradusKit

// The intervals are taken off one after the other.
struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    var (rate, left) = (learningRate, step - 1)
    while left >= interval {
      rate *= factor
      left -= interval
    }
    return rate
  }
}
