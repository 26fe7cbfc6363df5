import GradusKit

struct He: Initializer {
  /// N(0, 1), by Box and Muller.
  func normal() -> Double {
    let u = Double.random(in: 0..<1), v = Double.random(in: 0..<1)
    return sqrt(-2 * log(1 - u)) * cos(2 * .pi * v)
  }

  mutating func weights(shape: [Int]) -> Tensor {
    let sigma = sqrt(2.0 / Double(shape[1]))
    var W = Tensor.zeros(shape)
    for o in 0..<shape[0] {
      for i in 0..<shape[1] {
        W[o, i] = sigma * normal()
      }
    }
    return W
  }
}
