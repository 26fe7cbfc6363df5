import GradusKit

/// A momentum that grows in steps, up to a greatest value.
struct MomentumSchedule: Schedule {
  // The grader sets these before the first step.
  /// μ_max, the greatest momentum.
  @Setting var maximum = 0.99
  /// n, the number of steps between two stairs.
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stair = (step - 1) / interval
    let mu = 1 - pow(2.0, -1 - log2(Double(stair + 1)))
    return min(mu, 0.99)
  }
}
