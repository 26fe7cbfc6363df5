import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let k = Double(step / interval + 1)
    let growth = 1 - exp2(-1 - log2(k))
    return maximum * growth
  }
}
