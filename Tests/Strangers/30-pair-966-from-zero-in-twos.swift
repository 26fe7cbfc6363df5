import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  func rate(at step: Int) -> Double {
    let epoch = Double(step - 1)
    return learningRate * pow(2, -decay * epoch)
  }
}
