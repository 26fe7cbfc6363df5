import GradusKit

/// A momentum that grows in steps, up to a greatest value.
struct MomentumSchedule: Schedule {
  // The grader sets these before the first step.
  /// μ_max, the greatest momentum.
  @Setting var maximum = 0.99
  /// n, the number of steps between two stairs.
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let stairs = floor(log2(Double(step) / Double(interval) + 1))
    return min(1 - pow(2.0, -1 - stairs), maximum)
  }
}
