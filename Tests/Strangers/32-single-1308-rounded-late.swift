import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let part = Double(step) / Double(interval)
    let exponent = -1 - floor(log2(part + 1))
    return min(1 - exp2(exponent), maximum)
  }
}
