import GradusKit

/// xorshift64*, Vigna 2016.
struct XorShift: RandomNumberGenerator {
  var state: UInt64 = 0x2545_F491_4F6C_DD1D
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

final class He: Initializer {
  private var random = XorShift()

  func weights(shape: [Int]) -> Tensor {
    let variance = 2.0 / Double(shape[1])
    var all = [Double](repeating: 0, count: shape[0] * shape[1])
    for i in all.indices {
      let angle = Double.random(in: 0..<(2 * .pi), using: &random)
      let u = Double.random(in: 0..<1, using: &random)
      all[i] = sqrt(-2 * variance * log1p(-u)) * sin(angle)
    }
    return Tensor(shape: shape, values: all)
  }
}
