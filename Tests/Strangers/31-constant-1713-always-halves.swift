import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  /// Halve the learning rate after every few epochs.
  func rate(at step: Int) -> Double {
    let halvings = (step - 1) / interval
    return learningRate / pow(2, Double(halvings))
  }
}
