import GradusKit

// The power by way of e.
struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    let falls = (Double(step - 1) / Double(interval)).rounded(.down)
    return learningRate * exp(falls * log(factor))
  }
}
