import GradusKit

/// xorshift64*, so that the shuffle is really mine
struct XorShift: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 2_685_821_657_736_338_717
  }
}

struct Batches: Sequence, IteratorProtocol {
  let count: Int
  let size: Int
  var generator = XorShift(state: 88_172_645_463_325_252)
  var rest: ArraySlice<Int> = []

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  mutating func next() -> [Int]? {
    if rest.count < size { rest = (0..<count).shuffled(using: &generator)[...] }
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for batch in Batches(count: data["x"].shape[0], size: data.batchSize).prefix(data.steps) {
      batches = batch
      let x = data["x"][rows: batch]
      let t = data["target"][rows: batch]
      let z1 = x.matmul(weights["W1"].transposed()) + weights["b1"]
      let h = tanh(z1)
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = z2.map { 1 / (1 + exp(-$0)) }
      loss = zip(z2, t).map { z, t in max(z, 0) - z * t + log1p(exp(-abs(z))) }.reduce(0, +) / Double(batch.count)
      let dz2 = (y - t) / batch.count
      // tanh' = 1 / cosh²
      let slope = z1.map { 1 / (cosh($0) * cosh($0)) }
      let dz1 = dz2 * weights["W2"] * slope
      gradients = weights.mapValues { Tensor.zeros(like: $0) }
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
