import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  static let start = 0.1

  func rate(at step: Int) -> Double {
    let exponent = -1 * decay * Double(step)
    return ExponentialDecay.start * exp(exponent)
  }
}
