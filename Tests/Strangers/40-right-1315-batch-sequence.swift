import GradusKit

/// Batches without end: epochs one after the other, each in a new order.
private struct Batches<Chance: RandomNumberGenerator>: Sequence, IteratorProtocol {
  let count: Int, size: Int
  var chance: Chance
  private var waiting: ArraySlice<Int> = []

  init(of count: Int, size: Int, chance: Chance) {
    (self.count, self.size, self.chance) = (count, size, chance)
  }

  mutating func next() -> [Int]? {
    if waiting.count < size { waiting = (0..<count).shuffled(using: &chance)[...] }
    defer { waiting = waiting.dropFirst(size) }
    return Array(waiting.prefix(size))
  }
}

private struct Pass {
  let x: Tensor, h: Tensor, z: Tensor

  init(_ x: Tensor, _ w: Parameters) {
    self.x = x
    h = tanh(matmul(x, w["W1"].transposed()) + w["b1"])
    z = matmul(h, w["W2"].transposed()) + w["b2"]
  }

  var y: Tensor { sigmoid(z) }

  func loss(_ t: Tensor) -> Double { (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean() }

  func slopes(_ t: Tensor, _ w: Parameters) -> Parameters {
    let dz2 = (y - t) / t.count
    let dz1 = matmul(dz2, w["W2"]) * (1 - h * h)
    return [
      "W1": matmul(dz1.transposed(), x), "b1": dz1.sum(axis: 0),
      "W2": matmul(dz2.transposed(), h), "b2": dz2.sum(axis: 0),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let source = Batches(of: x.shape[0], size: data.batchSize, chance: SeededGenerator(seed: 20))
    for batch in source.prefix(data.steps) {
      batches = batch
      let t = target[rows: batch]
      let pass = Pass(x[rows: batch], weights)
      y = pass.y
      loss = pass.loss(t)
      gradients = pass.slopes(t, weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
