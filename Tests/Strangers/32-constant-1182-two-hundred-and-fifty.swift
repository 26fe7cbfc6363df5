import GradusKit

struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250

  func rate(at step: Int) -> Double {
    let period = 250.0
    let grown = floor(Double(step) / period) + 1
    let candidates = [1 - pow(2, -1 - log2(grown)), maximum]
    return candidates.min()!
  }
}
