import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let progress = Double(step) / Double(interval)
    return min(1 - pow(2.0, -1 - log2(progress + 1)), maximum)
  }
}
