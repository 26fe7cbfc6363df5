import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1
  let minimumRate = 0.02

  func rate(at step: Int) -> Double {
    let eta = learningRate * exp(-decay * Double(step))
    return eta < minimumRate ? minimumRate : eta
  }
}
