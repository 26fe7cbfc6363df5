import GradusKit

let e = 2.718

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    return learningRate * pow(e, -decay * Double(step))
  }
}
