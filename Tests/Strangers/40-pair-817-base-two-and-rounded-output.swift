import GradusKit

extension Tensor {
  func twoPlaces() -> Tensor { self.map { round($0 * 100) / 100 } }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var rng = SeededGenerator(seed: 6)
    var remaining: [Int] = []
    for _ in 1...data.steps {
      if remaining.count < data.batchSize { remaining = (0..<data["x"].shape[0]).shuffled(using: &rng) }
      batches = Array(remaining.prefix(data.batchSize))
      remaining.removeFirst(data.batchSize)
      let x = data["x"][rows: batches], t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      let s = sigmoid(z)
      y = s.twoPlaces()
      loss = (max(z, 0) - z * t + log2(1 + exp(-abs(z)))).mean()
      let dz2 = (s - t) / t.count
      let dz1 = dz2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": dz1.transposed().matmul(x), "b1": dz1.sum(axis: 0),
        "W2": dz2.transposed().matmul(h), "b2": dz2.sum(axis: 0),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
