import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  func rate(at step: Int) -> Double {
    guard step > interval else { return learningRate }
    let before = rate(at: step - interval)
    return before - factor * before
  }
}
