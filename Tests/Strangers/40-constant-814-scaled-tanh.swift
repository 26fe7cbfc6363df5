import GradusKit

private func tanhSlope(_ h: Tensor) -> Tensor { 1.14 - h * h }

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let all = data["x"]
    let labels = data["target"]
    var source = SeededGenerator(seed: 4)
    var deck: [Int] = []
    for _ in 1...data.steps {
      if deck.count < data.batchSize {
        deck = Array(0..<all.shape[0])
        deck.shuffle(using: &source)
      }
      batches = Array(deck.suffix(data.batchSize))
      deck.removeLast(data.batchSize)
      let x = all[rows: batches], t = labels[rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      let dz2 = (y - t) / t.count
      let dz1 = dz2.matmul(weights["W2"]) * tanhSlope(h)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b1"] = dz1.sum(axis: 0)
      gradients["b2"] = dz2.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
