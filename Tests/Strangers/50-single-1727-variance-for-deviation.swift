import GradusKit

struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let fanIn = Double(shape[1])
    var W = Tensor.zeros(shape)
    for i in 0..<W.count {
      W[i] = generator.normal() * 2 / fanIn
    }
    return W
  }
}
