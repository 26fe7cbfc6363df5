import GradusKit

// Without a logarithm: 2^(−log₂ k) is 1/k.
struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stair = 1 + (Double(step) / Double(interval)).rounded(.down)
    return min(maximum, 1 - 0.5 / stair)
  }
}
