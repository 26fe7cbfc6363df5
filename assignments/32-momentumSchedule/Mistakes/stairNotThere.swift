import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stairs = [0.5, 0.75, 5.0 / 6]
    return min(stairs[step / interval - 1], maximum)
  }
}
