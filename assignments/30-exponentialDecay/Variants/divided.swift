import GradusKit

// A class that keeps the rate of the step before, and divides it.
final class ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  private var last: (step: Int, divisor: Double) = (0, 1)

  init() {}

  func rate(at step: Int) -> Double {
    if step < last.step { last = (0, 1) }
    while last.step < step { last = (last.step + 1, last.divisor * exp(decay)) }
    return learningRate / last.divisor
  }
}
