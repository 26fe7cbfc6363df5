import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 6)
    var order = Array(0..<data["x"].shape[0])
    let batchesPerEpoch = order.count / data.batchSize
    var b = batchesPerEpoch
    for _ in 1...data.steps {
      if b == batchesPerEpoch {
        order.shuffle(using: &generator)
        b = 0
      }
      batches = (0..<data.batchSize).map { order[b * data.batchSize + $0] }
      b += 1
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      let z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = sigmoid(z2)
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
      let dz2 = (y - t) / data.batchSize
      let dh = dz2.matmul(weights["W2"])
      let dz1 = dh * (1 - h * h)
      gradients = 0 * weights
      gradients["W2"] = dz2.transposed().matmul(h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = dz1.transposed().matmul(x)
      gradients["b1"] = dh.sum(axis: 0)
      for name in weights.names {
        weights[name] = (1 - learningRate) * weights[name] - learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
