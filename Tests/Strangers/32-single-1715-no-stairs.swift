import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let exponent = -1 - log2(Double(step) / Double(interval) + 1)
    return min(1 - pow(2, exponent), maximum)
  }
}
