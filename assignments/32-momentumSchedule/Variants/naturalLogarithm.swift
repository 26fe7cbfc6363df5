import GradusKit

// Powers and logarithms by way of e.
struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let exponent = -1 - log(floor(Double(step) / Double(interval)) + 1) / log(2)
    return min(1 - exp(exponent * log(2)), maximum)
  }
}
