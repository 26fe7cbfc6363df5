import GradusKit

let lambda = 0.1

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    learningRate / exp(lambda * Double(step))
  }
}
