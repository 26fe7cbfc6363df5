import GradusKit

struct He: Initializer {
  var generator = SeededGenerator(seed: 20240501)

  /// Two independent draws from N(0, 1).
  private mutating func pair() -> (Double, Double) {
    let u = 1 - generator.uniform()  // never 0
    let angle = 2 * Double.pi * generator.uniform()
    let radius = sqrt(-2 * log(u))
    return (radius * cos(angle), radius * sin(angle))
  }

  mutating func weights(shape: [Int]) -> Tensor {
    let needed = shape[0] * shape[1]
    var draws: [Double] = []
    draws.reserveCapacity(needed + 1)
    while draws.count < needed {
      let (a, b) = pair()
      draws.append(a)
      draws.append(b)
    }
    let deviation = sqrt(2 / Double(shape[1]))
    return Tensor(shape: shape, values: draws.prefix(needed).map { $0 * deviation })
  }
}
