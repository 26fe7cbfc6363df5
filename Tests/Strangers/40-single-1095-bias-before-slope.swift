import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], targets = data["target"]
    var generator = SeededGenerator(seed: 1)
    var order = Array(0..<x.shape[0])
    let perEpoch = order.count / data.batchSize
    for step in 0..<data.steps {
      if step % perEpoch == 0 { order.shuffle(using: &generator) }
      let start = (step % perEpoch) * data.batchSize
      batches = Array(order[start..<start + data.batchSize])
      let xb = x[rows: batches], t = targets[rows: batches]

      let W1 = weights["W1"], W2 = weights["W2"]
      let h = tanh(matmul(xb, W1.transposed()) + weights["b1"])
      let z2 = matmul(h, W2.transposed()) + weights["b2"]
      y = 1 / (1 + exp(-z2))
      loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()

      let dz2 = (y - t) / data.batchSize
      let dh = matmul(dz2, W2)
      let dz1 = dh * (1 - pow(h, 2))
      gradients = weights
      gradients["W2"] = matmul(dz2.transposed(), h)
      gradients["b2"] = dz2.sum(axis: 0)
      gradients["W1"] = matmul(dz1.transposed(), xb)
      gradients["b1"] = dh.sum(axis: 0)

      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
