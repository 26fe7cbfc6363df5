import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    let stairs = (step - 1) / interval
    let drop = factor * learningRate
    let rate = learningRate - Double(stairs) * drop
    return max(0, rate)
  }
}
