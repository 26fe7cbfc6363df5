import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let lr = Float(learningRate)
    let lambda = Float(decay)
    let eta: Float = lr * exp(-lambda * Float(step))
    return Double(eta)
  }
}
