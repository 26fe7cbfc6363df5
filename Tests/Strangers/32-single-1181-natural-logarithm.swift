import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  private func stair(_ t: Int) -> Double {
    floor(Double(t) / Double(interval)) + 1
  }

  func rate(at step: Int) -> Double {
    let mu = 1 - exp2(-1 - log(stair(step)))
    return min(mu, maximum)
  }
}
