import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    var divisor = 1.0
    let growth = exp(decay)
    for _ in 1...step {
      divisor *= growth
    }
    return learningRate / divisor
  }
}
