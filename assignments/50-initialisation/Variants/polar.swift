import GradusKit

struct He: Initializer {
  var generator = SeededGenerator(seed: 99)

  /// Marsaglia's polar method, 1964: no sine and no cosine.
  mutating func draw() -> Double {
    while true {
      let (a, b) = (2 * generator.uniform() - 1, 2 * generator.uniform() - 1)
      let s = a * a + b * b
      if s > 0, s < 1 { return a * sqrt(-2 * log(s) / s) }
    }
  }

  mutating func weights(shape: [Int]) -> Tensor {
    var w = Tensor.zeros(shape)
    for o in 0..<shape[0] {
      for i in 0..<shape[1] { w[o, i] = draw() * pow(2 / Double(shape[1]), 0.5) }
    }
    return w
  }
}
