import GradusKit

func bell(_ x: Double, _ k: Double) -> Double { exp(-k * x * x) }

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    learningRate * bell(Double(step), decay)
  }
}
