import GradusKit

/// The system's generator: no two runs are the same.
struct He: Initializer {
  var generator = SystemRandomNumberGenerator()

  mutating func weights(shape: [Int]) -> Tensor {
    let deviation = sqrt(2 / Double(shape[1]))
    return Tensor(
      shape: shape,
      values: (0..<shape.reduce(1, *)).map { _ in
        let u = Double.random(in: 0..<1, using: &generator)
        let angle = 2 * .pi * Double.random(in: 0..<1, using: &generator)
        return deviation * sqrt(-2 * log(1 - u)) * cos(angle)
      })
  }
}
