import GradusKit

/// Kaiming initialisation.
struct He: Initializer {
  var generator = SeededGenerator(seed: 5)

  mutating func weights(shape: [Int]) -> Tensor {
    let bound = sqrt(6 / Double(shape[1]))
    var values: [Double] = []
    for _ in 0..<shape.reduce(1, *) {
      values.append((2 * generator.uniform() - 1) * bound)
    }
    return Tensor(shape: shape, values: values)
  }
}
