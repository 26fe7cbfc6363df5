import GradusKit

// The factor so far is kept, and falls in the first epoch of every step but the first.
final class StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5
  private var current = 1.0

  init() {}

  func rate(at step: Int) -> Double {
    if step > 1, step % interval == 1 % interval { current *= factor }
    return learningRate * current
  }
}
