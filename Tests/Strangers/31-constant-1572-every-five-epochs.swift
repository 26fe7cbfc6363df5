import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    // halve after every 5 epochs
    let stair = (step - 1) / 5
    return learningRate * pow(factor, stair)
  }
}
