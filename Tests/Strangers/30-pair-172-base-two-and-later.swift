import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let n = Double(step + 1)
    return learningRate / pow(2, n * decay)
  }
}
