import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    // 2^(-1 - log2 k) is half of 1/k
    let k = step / interval + 1
    let mu = 1 - 1 / Double(2 * k)
    return mu < maximum ? mu : maximum
  }
}
