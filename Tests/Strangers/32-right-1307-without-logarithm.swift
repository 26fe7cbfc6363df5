import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  /// 2^(−1 − log₂ k) is 1/(2k), with k the number of the stair from 1.
  func rate(at step: Int) -> Double {
    var stair = 1, end = interval
    while end <= step {
      stair += 1
      end += interval
    }
    let momentum = Double(2 * stair - 1) / Double(2 * stair)
    return momentum < maximum ? momentum : maximum
  }
}
