import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    var rate = learningRate
    var epoch = step
    while epoch > interval {
      rate *= factor
      epoch -= interval
    }
    return rate
  }
}
