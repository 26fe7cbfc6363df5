import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  private func stair(_ t: Int) -> Double {
    (Double(t) / 250).rounded(.down) + 1
  }

  func rate(at step: Int) -> Double {
    let mu = 1 - pow(2, -1 - log2(stair(step)))
    return Swift.min(mu, maximum)
  }
}
