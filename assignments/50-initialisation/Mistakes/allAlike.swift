import GradusKit

/// The generator begins anew for each weight.
struct He: Initializer {
  func weights(shape: [Int]) -> Tensor {
    Tensor(
      shape: shape,
      values: (0..<shape.reduce(1, *)).map { _ in
        var generator = SeededGenerator(seed: 1)
        return sqrt(2 / Double(shape[1])) * generator.normal()
      })
  }
}
