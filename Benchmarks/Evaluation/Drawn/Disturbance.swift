internal import Equations
internal import Judging
internal import Reference
internal import Tensors
internal import Traces

/// A smooth departure from right numbers, which no formula of the recipe's quantities describes: each number times
/// 1 + δ·noise, or a small wave added.
package struct Disturbance: Sendable {
  let quantity: String
  let isWave: Bool
  let size: Double
  let seed: UInt64

  init(of quantity: String, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    self.quantity = quantity
    isWave = generator.uniform() < 0.5
    // From a millionth to a tenth.
    size = Double("1e-\(1 + Int(generator.uniform() * 6))") ?? 0.1
    self.seed = generator.next()
  }

  /// The trace of a program that computes all else from what it reports.
  func trace(_ recipe: Recipe, _ inputs: RunInputs) -> Trace? {
    guard var taken = (try? recipe.trace(inputs)).map({ recipe.value(of: quantity, in: $0, inputs.names) }) else {
      return nil
    }
    var offset = 0.0
    taken = taken.map { block in
      offset += 1
      return disturbed(block, offset)
    }
    return try? recipe.trace(inputs, taking: [quantity: taken])
  }

  private func disturbed(_ block: Block, _ offset: Double) -> Block {
    var generator = SeededGenerator(seed: seed)
    let waves = (0..<3).map { _ in (0.2 + 2 * generator.uniform(), 6 * generator.uniform()) }
    var other = block
    for index in block.values.indices {
      let noise = waves.reduce(0.0) { sum, wave in
        sum + Self.hat(wave.0 * Double(index) + wave.1 + offset)
      }
      other.values[index] += size * noise * (isWave ? 1 : block.values[index])
    }
    return other
  }

  /// A smooth wave between −1 and 1 of period 4, without the machine's own sine.
  private static func hat(_ x: Double) -> Double {
    let place = x - 4 * (x / 4).rounded(.down) - 2
    let half = abs(place) - 1
    return half * (1.5 - 0.5 * half * half)
  }
}
