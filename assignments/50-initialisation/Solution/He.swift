import GradusKit

/// He's initializer: normal draws whose variance makes up for the half that a rectified unit cuts off.
struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let (outputs, inputs) = (shape[0], shape[1])
    let deviation = sqrt(2 / Double(inputs))
    return Tensor(shape: shape, values: (0..<outputs * inputs).map { _ in deviation * generator.normal() })
  }
}
