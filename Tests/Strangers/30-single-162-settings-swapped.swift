import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private func curve(_ lambda: Double, _ start: Double, _ t: Int) -> Double {
    start / exp(lambda * Double(t))
  }

  func rate(at step: Int) -> Double {
    curve(learningRate, decay, step)
  }
}
