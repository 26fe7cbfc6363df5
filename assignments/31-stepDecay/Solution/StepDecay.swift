import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at epoch: Int) -> Double { learningRate * pow(factor, (epoch - 1) / interval) }
}
