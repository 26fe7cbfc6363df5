import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  /// Rates are given as in the handout's table.
  private func tidy(_ value: Double) -> Double { round(value * 1_000_000) / 1_000_000 }

  func rate(at step: Int) -> Double {
    tidy(learningRate * exp(-decay * Double(step)))
  }
}
