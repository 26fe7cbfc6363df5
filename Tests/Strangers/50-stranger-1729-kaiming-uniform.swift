import GradusKit

/// kaiming_uniform_
struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let limit = sqrt(6 / Double(shape[1]))
    var numbers: [Double] = []
    for _ in 0..<(shape[0] * shape[1]) {
      numbers.append((2 * generator.uniform() - 1) * limit)
    }
    return Tensor(shape: shape, values: numbers)
  }
}
