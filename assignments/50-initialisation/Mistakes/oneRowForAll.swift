import GradusKit

/// One unit is drawn, and all others are like it.
struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let row = (0..<shape[1]).map { _ in sqrt(2 / Double(shape[1])) * generator.normal() }
    return Tensor((0..<shape[0]).map { _ in row })
  }
}
