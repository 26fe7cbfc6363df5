import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let inner = floor(Double(step) / 250) + 1
    let mu = 1 - exp2(-1 - log2(inner))
    return min(mu, maximum)
  }
}
