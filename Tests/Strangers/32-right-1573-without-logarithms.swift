import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stair = step / interval + 1
    let momentum = Double(2 * stair - 1) / Double(2 * stair)
    return momentum < maximum ? momentum : maximum
  }
}
