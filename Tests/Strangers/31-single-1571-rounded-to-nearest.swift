import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    let drops = round(Double(step - 1) / Double(interval))
    return learningRate * pow(factor, drops)
  }
}
