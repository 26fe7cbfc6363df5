import GradusKit

struct He: Initializer {
  var generator = SeededGenerator(seed: 31)
  private var spare: Double?

  private mutating func gaussian() -> Double {
    if let s = spare {
      spare = nil
      return s
    }
    let radius = sqrt(-2 * log1p(-generator.uniform()))
    let angle = 2 * Double.pi * generator.uniform()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }

  mutating func weights(shape: [Int]) -> Tensor {
    let variance = 2 / Double(shape[1])
    var list: [Double] = []
    for _ in 0..<(shape[0] * shape[1]) { list.append(gaussian() * sqrt(variance)) }
    return Tensor(shape: shape, values: list)
  }
}
