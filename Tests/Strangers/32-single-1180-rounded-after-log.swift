import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stairs = Double(step / interval)
    let exponent = -1 - floor(log2(stairs + 1))
    return min(1 - pow(2, exponent), maximum)
  }
}
