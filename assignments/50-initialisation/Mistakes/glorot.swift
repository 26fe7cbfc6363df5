import GradusKit

/// Glorot's spread: both numbers are added.
struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let (outputs, inputs) = (Double(shape[0]), Double(shape[1]))
    return Tensor(
      shape: shape, values: (0..<Int(outputs * inputs)).map { _ in sqrt(2 / (inputs + outputs)) * generator.normal() })
  }
}
