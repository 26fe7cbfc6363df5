import GradusKit

// A sum of logarithms, and one exponential at the end.
struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double { exp(log(learningRate) - decay * Double(step)) }
}
