import GradusKit

/// A learning rate that falls by a factor after every few epochs.
struct StepDecay: Schedule {
  // The grader sets these before the first epoch.
  /// η₀, the rate of the first epochs.
  @Setting var learningRate = 0.1
  /// k, by which the rate falls.
  @Setting var factor = 0.5
  /// n, the number of epochs between two falls.
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    var rate = learningRate
    var epoch = 1
    while epoch < step {
      if epoch % interval == 0 { rate *= factor }
      epoch += 1
    }
    return rate
  }
}
