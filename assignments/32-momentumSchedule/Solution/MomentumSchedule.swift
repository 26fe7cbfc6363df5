import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    min(1 - pow(2, -1 - log2(Double(step / interval) + 1)), maximum)
  }
}
