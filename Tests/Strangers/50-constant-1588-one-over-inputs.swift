import GradusKit

struct He: Initializer {
  var generator = SeededGenerator(seed: 99)

  mutating func weights(shape: [Int]) -> Tensor {
    var W = Tensor.zeros(shape)
    let spread = 1 / sqrt(Double(shape[1]))
    for o in 0..<shape[0] {
      for i in 0..<shape[1] {
        W[o, i] = generator.normal() * spread
      }
    }
    return W
  }
}
