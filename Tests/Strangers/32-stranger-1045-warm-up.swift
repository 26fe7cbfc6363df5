import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let share = Double(step) / Double(interval)
    if share >= 1 { return maximum }
    return 0.5 + share * (maximum - 0.5)
  }
}
