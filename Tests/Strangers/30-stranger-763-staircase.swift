import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let drops = step / 5
    return learningRate * pow(0.5, Double(drops))
  }
}
