import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  private func stairs(_ t: Int) -> Double {
    floor(Double(t) / Double(interval)) + 1
  }

  func rate(at step: Int) -> Double {
    let power = -1 - log(stairs(step))
    let mu = 1 - pow(2.0, power)
    return mu > maximum ? maximum : mu
  }
}
