import GradusKit

/// A momentum that grows in steps, up to a greatest value.
struct MomentumSchedule: Schedule {
  // The grader sets these before the first step.
  /// μ_max, the greatest momentum.
  @Setting var maximum = 0.99
  /// n, the number of steps between two stairs.
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    // 2^(-1 - log2(k)) = 1/(2k)
    let k = step / interval + 1
    let candidate = Double(2 * k - 1) / Double(2 * k)
    return candidate > maximum ? maximum : candidate
  }
}
