import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stairs = floor(Double(step) / 250)
    let mu = 1.0 - pow(2.0, -1.0 - log2(stairs + 1))
    return min(mu, maximum)
  }
}
