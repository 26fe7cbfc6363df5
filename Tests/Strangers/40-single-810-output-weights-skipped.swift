import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var shuffler = Shuffler(count: data["x"].shape[0], size: data.batchSize)
    for _ in 1...data.steps {
      batches = shuffler.next()!
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let dz2 = (y - t) / batches.count
      let dz1 = dz2 * (1 - h * h)
      gradients = .zeros(like: weights)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dz1.sum(axis: 0)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      weights -= gradients * learningRate
      report(self, weights)
    }
  }
}

struct Shuffler: IteratorProtocol {
  private var generator = SeededGenerator(seed: 8)
  private var rest: [Int] = []
  let count: Int
  let size: Int
  init(count: Int, size: Int) { self.count = count; self.size = size }
  mutating func next() -> [Int]? {
    if rest.count < size { rest = (0..<count).shuffled(using: &generator) }
    let head = Array(rest[..<size])
    rest.removeSubrange(..<size)
    return head
  }
}
