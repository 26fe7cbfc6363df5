import GradusKit

// The stair is counted up where it begins; 2^(−1 − log₂ k) is 1/2k.
final class MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250
  private var stair = 1.0

  init() {}

  func rate(at step: Int) -> Double {
    if step % interval == 0 { stair += 1 }
    let own = 1 - 1 / (2 * stair)
    return own < maximum ? own : maximum
  }
}
