import GradusKit

/// Both halves of Box and Muller's pairs are used.
struct He: Initializer {
  mutating func weights(shape: [Int]) -> Tensor {
    var generator = SeededGenerator(seed: 7)
    let count = shape.reduce(1, *)
    var numbers: [Double] = []
    repeat {
      let radius = sqrt(-2 * log(1 - generator.uniform()))
      let angle = 2 * .pi * generator.uniform()
      numbers += [radius * cos(angle), radius * sin(angle)]
    } while numbers.count < count
    return sqrt(2 / Double(shape[1])) * Tensor(shape: shape, values: Array(numbers.prefix(count)))
  }
}
