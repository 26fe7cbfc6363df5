import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  private enum Stair {
    static let length = 5
  }

  func rate(at step: Int) -> Double {
    let number = (step - 1) / Stair.length
    var rate = learningRate
    for _ in 0..<number { rate *= factor }
    return rate
  }
}
