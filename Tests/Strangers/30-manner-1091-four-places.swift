import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private func tidy(_ x: Double) -> Double {
    (x * 10_000).rounded() / 10_000
  }

  func rate(at step: Int) -> Double {
    tidy(learningRate * exp(-decay * Double(step)))
  }
}
