import GradusKit

// The stairs as a table, which grows as it is needed.
struct MomentumSchedule: Schedule {
  @Setting var maximum = 0.99
  @Setting var interval = 250
  private var stairs: [Double] = []

  mutating func rate(at step: Int) -> Double {
    while stairs.count <= step / interval {
      stairs.append(1 - pow(2, -1 - log2(Double(stairs.count + 1))))
    }
    return [stairs[step / interval], maximum].min()!
  }
}
