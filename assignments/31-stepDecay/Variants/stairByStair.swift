import GradusKit

// The staircase as a list, built one stair at a time.
struct StepDecay: Schedule {
  @Setting var learningRate = 0.1
  @Setting var factor = 0.5
  @Setting var interval = 5
  private var stairs: [Double] = []

  mutating func rate(at step: Int) -> Double {
    while stairs.count < step {
      let height = stairs.last.map { $0 * factor } ?? learningRate
      stairs += Array(repeating: height, count: interval)
    }
    return stairs[step - 1]
  }
}
