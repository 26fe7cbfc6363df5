import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  let e = 2.718

  func rate(at step: Int) -> Double {
    learningRate * pow(e, -decay * Double(step))
  }
}
