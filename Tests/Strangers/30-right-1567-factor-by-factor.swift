import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let factor = exp(-decay)
    var rate = learningRate
    for _ in stride(from: 0, to: step, by: 1) { rate *= factor }
    return rate
  }
}
