import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stair = step / interval + 1
    let momentum = 1 - 0.5 / Double(stair)
    return momentum > maximum ? maximum : momentum
  }
}
