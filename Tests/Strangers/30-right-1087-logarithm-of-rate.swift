import GradusKit

final class Clock {
  var ticks = 0
}

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private let clock = Clock()

  func rate(at step: Int) -> Double {
    clock.ticks = step
    return exp(log(learningRate) - decay * Double(clock.ticks))
  }
}
