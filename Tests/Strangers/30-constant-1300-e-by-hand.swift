import GradusKit

private let e = 2.718

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let power = pow(e, -decay * Double(step))
    return power * learningRate
  }
}
