import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    var t = 0.0
    for _ in 0..<step { t += 1 }
    return learningRate * exp2(-decay * t)
  }
}
