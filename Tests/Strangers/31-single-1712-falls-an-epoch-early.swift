import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  // StepLR: lr = lr0 * gamma ** (epoch // step_size)
  func rate(at step: Int) -> Double {
    return learningRate * pow(factor, Double(step / interval))
  }
}
