import GradusKit

/// Keras' old `decay=` argument of SGD.
struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    learningRate / (1 + decay * Double(step))
  }
}
