import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stairs = step / interval + 1
    // 2^(−1 − log₂ s) = 1/(2s)
    let mu = 1 - 1 / Double(2 * stairs)
    return mu < maximum ? mu : maximum
  }
}
