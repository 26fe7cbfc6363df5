import GradusKit

struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5

  enum Stair {
    static let length = 5
    static func number(of epoch: Int) -> Int { (epoch - 1) / length }
  }

  func rate(at step: Int) -> Double {
    let k = Stair.number(of: step)
    return (0..<k).reduce(learningRate) { rate, _ in rate * factor }
  }
}
