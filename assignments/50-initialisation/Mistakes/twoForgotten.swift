import GradusKit

/// The 2 that makes up for the rectifier is missing.
struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let (outputs, inputs) = (Double(shape[0]), Double(shape[1]))
    return Tensor(shape: shape, values: (0..<Int(outputs * inputs)).map { _ in sqrt(1 / inputs) * generator.normal() })
  }
}
