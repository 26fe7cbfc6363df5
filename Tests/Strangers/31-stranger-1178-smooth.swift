import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  private func progress(_ epoch: Int) -> Double {
    Double(epoch - 1) / Double(interval)
  }

  func rate(at step: Int) -> Double {
    learningRate * exp(log(factor) * progress(step))
  }
}
