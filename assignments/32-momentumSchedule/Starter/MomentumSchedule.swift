import GradusKit

/// A momentum that grows in steps, up to a greatest value.
struct MomentumSchedule: Schedule {
  // The grader sets these before the first step.
  /// μ_max, the greatest momentum.
  @Setting var maximum = 0.99
  /// n, the number of steps between two stairs.
  @Setting var interval = 250

  /// The momentum of a step, which is counted from 1.
  func rate(at step: Int) -> Double {
    // TODO: the momentum at this step.
    0
  }
}
