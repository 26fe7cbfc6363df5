import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private final class Progress {
    var step = 0
    var factor = 1.0
  }
  private let progress = Progress()

  func rate(at step: Int) -> Double {
    let each = exp(-decay)
    while progress.step < step {
      progress.factor *= each
      progress.step += 1
    }
    return learningRate * progress.factor
  }
}
