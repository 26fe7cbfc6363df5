import GradusKit

struct He: Initializer {
  var generator = SeededGenerator(seed: 1)

  mutating func weights(shape: [Int]) -> Tensor {
    let fan = Double(shape[0])
    let std = sqrt(2 / fan)
    var W = Tensor.zeros(shape)
    for i in 0..<W.count { W[i] = std * generator.normal() }
    return W
  }
}
