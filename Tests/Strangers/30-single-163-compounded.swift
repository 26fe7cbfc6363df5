import GradusKit

struct ExponentialDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var decay = 0.1

  private var eta: Double = .nan

  mutating func rate(at step: Int) -> Double {
    if eta.isNaN { eta = learningRate }
    eta *= exp(-decay * Double(step))
    return eta
  }
}
