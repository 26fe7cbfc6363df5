import GradusKit

// e^(−λ) to the power of t.
struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double { pow(exp(-decay), step) * learningRate }
}
